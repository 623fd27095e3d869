import type { catalogue as en } from '../en/opening.ts';

export const catalogue = {
  'opening.customer.new': 'Khách hàng mới',
  'opening.customer.known': 'Chọn khách hàng đã có',
  'opening.customer.missing': 'Hãy chọn khách hàng hoặc thêm khách hàng mới.',
  'opening.customer.gone': 'Khách hàng này không còn nữa. Hãy chọn người khác.',
  'opening.reach': 'E-mail hoặc điện thoại',
  'opening.reach.invalid': 'Hãy nhập địa chỉ e-mail hoặc số điện thoại.',
  'opening.channel': 'Trả lời qua',
  'opening.channel.none': 'Qua điện thoại hoặc trực tiếp',
  'opening.channel.none.hint': 'Không có gì được gửi từ yêu cầu.',
  'opening.channel.needed': 'Tin nhắn cho khách hàng cần một kênh có thể gửi đi.',
  'opening.suggested': 'Đề xuất: {name}',
  'opening.suggested.nobody': 'Chưa có ai: hàng chờ của nhóm',
  'opening.owner.me': '{name} (tôi)',
  'opening.begin': 'Bắt đầu bằng',
  'opening.begin.public': 'Tin nhắn cho khách hàng',
  'opening.begin.said': 'Lời của khách hàng',
  'opening.begin.note': 'Chỉ một ghi chú',
  'opening.hint.public':
    'Tin được gửi khi bạn mở yêu cầu. Thời hạn phản hồi đầu tiên chỉ tính khi khách hàng viết.',
  'opening.hint.said':
    'Cuộc gọi hoặc lần ghé mà bạn ghi lại. Thời hạn phản hồi đầu tiên tính từ bây giờ.',
  'opening.hint.note':
    'Chỉ đồng nghiệp thấy. Thời hạn phản hồi đầu tiên chỉ tính khi khách hàng viết.',
  'opening.text.missing': 'Hãy viết vài lời.',
  'opening.open': 'Mở yêu cầu',
  'opening.done': 'Yêu cầu {number} đã được mở',
  'opening.clear': 'Làm lại từ đầu',
} satisfies Record<keyof typeof en, string>;
