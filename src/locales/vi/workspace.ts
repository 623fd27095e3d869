import type { catalogue as en } from '../en/workspace.ts';

export const catalogue = {
  'workspace.title': 'Không gian làm việc',
  'workspace.hint': 'Tên, ngôn ngữ, múi giờ và ai trả lời khi không còn ai khác.',
  'workspace.language.hint':
    'Cho khách hàng mà Belay không rõ ngôn ngữ. Mỗi đồng nghiệp tự chọn của mình.',
  'workspace.zone.hint':
    'Lịch trực và giờ yên tĩnh theo múi giờ này. Lịch làm việc có múi giờ riêng.',
  'workspace.currency': 'Tiền tệ',
  'workspace.currency.hint': 'Cho giá trị khách hàng và bồi thường.',
  'workspace.catchAll': 'Người nhận cuối cùng',
  'workspace.catchAll.hint': 'Trả lời khi một yêu cầu hoặc cảnh báo lẽ ra không đến ai.',
} satisfies Record<keyof typeof en, string>;
