import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {
  'customer.someone': 'bạn',
  'customer.received_receipt.subject': 'Chúng tôi đã nhận được yêu cầu của bạn (#{ticketNumber})',
  'customer.received_receipt.body':
    'Chào {contactName},\n\nCảm ơn bạn đã liên hệ. Yêu cầu của bạn có mã số #{ticketNumber} và sẽ có người trả lời bạn tại đây.\n\n{workspaceName}',
  'customer.escalation_started.subject': 'Cập nhật về yêu cầu #{ticketNumber} của bạn',
  'customer.escalation_started.body':
    'Chào {contactName},\n\nYêu cầu của bạn cần chuyên viên xử lý, vì vậy chúng tôi đã chuyển đến những đồng nghiệp có thể giải quyết. Bạn không cần làm gì thêm. {hasNextUpdate, select, true {Chúng tôi sẽ báo lại cho bạn chậm nhất vào {nextUpdateBy}.} other {Chúng tôi sẽ viết cho bạn ngay khi có tin mới.}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject':
    'Chuyên viên đang xử lý yêu cầu #{ticketNumber} của bạn',
  'customer.escalation_acknowledged.body':
    'Chào {contactName},\n\nMột chuyên viên đã tiếp nhận và đang xử lý yêu cầu của bạn. {hasNextUpdate, select, true {Chúng tôi sẽ báo lại cho bạn chậm nhất vào {nextUpdateBy}.} other {Chúng tôi sẽ viết cho bạn ngay khi có tin mới.}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': 'Yêu cầu #{ticketNumber} của bạn đang được chuyển tiếp',
  'customer.escalation_moved.body':
    'Chào {contactName},\n\nĐể giải quyết nhanh hơn, chúng tôi đã mời thêm một đồng nghiệp. Mọi thông tin bạn cung cấp đã được chuyển đi, bạn không cần nhắc lại. {hasNextUpdate, select, true {Chúng tôi sẽ báo lại cho bạn chậm nhất vào {nextUpdateBy}.} other {Chúng tôi sẽ viết cho bạn ngay khi có tin mới.}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject': 'Yêu cầu #{ticketNumber} của bạn đang chờ bên thứ ba',
  'customer.escalation_waiting.body':
    'Chào {contactName},\n\nChúng tôi đang chờ câu trả lời từ đối tác để có thể tiếp tục và vẫn liên tục nhắc giúp bạn. {hasNextUpdate, select, true {Chúng tôi sẽ báo lại cho bạn chậm nhất vào {nextUpdateBy}.} other {Chúng tôi sẽ viết cho bạn ngay khi có tin mới.}}\n\n{workspaceName}',
  'customer.escalation_solved.subject':
    'Chúng tôi đã có giải pháp cho yêu cầu #{ticketNumber} của bạn',
  'customer.escalation_solved.body':
    'Chào {contactName},\n\nChuyên viên của chúng tôi đã tìm ra giải pháp. Chi tiết sẽ có trong tin nhắn tiếp theo.\n\n{workspaceName}',
  'customer.feedback_request.subject': 'Bạn thấy chúng tôi hỗ trợ thế nào? (#{ticketNumber})',
  'customer.feedback_request.body':
    'Chào {contactName},\n\nYêu cầu #{ticketNumber} của bạn đã được giải quyết. Bạn có thể cho chúng tôi biết cảm nhận không? Chỉ cần một lần bấm:\n\n{surveyUrl}\n\n{workspaceName}',
} satisfies Record<keyof typeof en, string>;
