import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {
  'feedback.title': 'Chúng tôi đã làm thế nào?',
  'feedback.about': 'Yêu cầu #{number} của bạn gửi {workspace}',
  'feedback.question': 'Bạn hài lòng đến mức nào?',
  'feedback.score.1': 'Rất tệ',
  'feedback.score.2': 'Tệ',
  'feedback.score.3': 'Tạm được',
  'feedback.score.4': 'Tốt',
  'feedback.score.5': 'Rất tốt',
  'feedback.saved': 'Cảm ơn bạn. Câu trả lời đã được lưu.',
  'feedback.change': 'Bạn có thể thay đổi bất cứ lúc nào bằng chính liên kết này.',
  'feedback.comment': 'Bạn muốn nói thêm điều gì không?',
  'feedback.comment.send': 'Gửi nhận xét',
  'feedback.comment.saved': 'Cảm ơn bạn. Nhận xét đã được gửi.',
  'feedback.failed': 'Chưa gửi được. Xin thử lại.',
  'feedback.wrong': 'Liên kết này không dùng được',
  'feedback.wrong.hint':
    'Có thể liên kết bị thiếu một phần. Xin mở lại từ tin nhắn của chúng tôi hoặc sao chép toàn bộ liên kết.',
} satisfies Record<keyof typeof en, string>;
