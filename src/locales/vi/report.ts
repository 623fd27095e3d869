import type { catalogue as en } from '../en/report.ts';

export const catalogue = {
  'report.escalation_rate.name': 'Tỷ lệ chuyển cấp',
  'report.escalation_rate.definition':
    'Số yêu cầu đã chuyển cấp chia cho tất cả yêu cầu được tạo trong kỳ.',
  'report.first_contact_resolution.name': 'Giải quyết ngay lần đầu',
  'report.first_contact_resolution.definition':
    'Trong các yêu cầu đã giải quyết: những yêu cầu có tối đa một phản hồi của người, chưa từng mở lại và chưa từng chuyển cấp.',
  'report.first_response_time.name': 'Thời gian phản hồi đầu tiên',
  'report.first_response_time.definition':
    'Thời gian làm việc từ tin nhắn đầu tiên của khách đến phản hồi công khai đầu tiên của người. Không tính bot.',
  'report.next_response_time.name': 'Thời gian phản hồi tiếp theo',
  'report.next_response_time.definition':
    'Thời gian làm việc từ tin nhắn chưa trả lời lâu nhất đến khi được trả lời.',
  'report.resolution_time.name': 'Thời gian giải quyết',
  'report.resolution_time.definition':
    'Thời gian làm việc từ khi mở đến khi giải quyết, không tính lúc tạm dừng.',
  'report.acknowledgement_time.name': 'Thời gian nhận việc',
  'report.acknowledgement_time.definition':
    'Từ khi đề nghị bàn giao đến khi được nhận, theo giờ làm của nhóm nhận.',
  'report.transfers_per_escalation.name': 'Số lần chuyển mỗi lượt chuyển cấp',
  'report.transfers_per_escalation.definition':
    'Số lần bàn giao sau lần đầu, tính trung bình trên mỗi lượt chuyển cấp đã bắt đầu.',
  'report.solved_by_tier.name': 'Giải quyết theo cấp',
  'report.solved_by_tier.definition':
    'Mỗi cấp giải quyết bao nhiêu phần trong số yêu cầu đã giải quyết, so với mục tiêu.',
  'report.breach_rate.name': 'Tỷ lệ quá hạn',
  'report.breach_rate.definition':
    'Số chu kỳ đồng hồ quá hạn chia cho số đã đạt hoặc quá hạn. Không tính đồng hồ đang chạy và đã huỷ.',
  'report.escalations_over_30_days.name': 'Chuyển cấp quá 30 ngày',
  'report.escalations_over_30_days.definition': 'Các lượt chuyển cấp đã mở hơn ba mươi ngày.',
  'report.reopen_rate.name': 'Tỷ lệ mở lại',
  'report.reopen_rate.definition':
    'Số yêu cầu từng mở lại chia cho số yêu cầu từng được giải quyết.',
  'report.csat.name': 'Mức hài lòng',
  'report.csat.definition': 'Số câu trả lời 4 và 5 chia cho tất cả câu trả lời.',
  'report.csat_escalated.name': 'Mức hài lòng, có chuyển cấp',
  'report.csat_escalated.definition': 'Cùng tỷ lệ, chỉ tính yêu cầu đã chuyển cấp.',
  'report.csat_others.name': 'Mức hài lòng, còn lại',
  'report.csat_others.definition': 'Cùng tỷ lệ, chỉ tính yêu cầu chưa từng chuyển cấp.',
  'report.deflection_rate.name': 'Được bài viết giải đáp',
  'report.deflection_rate.definition':
    'Số câu hỏi được bài viết giải đáp chia cho tổng số đó và số yêu cầu được mở.',
} satisfies Record<keyof typeof en, string>;
