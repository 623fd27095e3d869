import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {
  'customer.someone': 'عميلنا العزيز',
  'customer.received_receipt.subject': 'وصلنا طلبك (#{ticketNumber})',
  'customer.received_receipt.body':
    'مرحبًا {contactName}،\n\nشكرًا لتواصلك معنا. رقم طلبك هو #{ticketNumber}، وسيجيبك أحد زملائنا هنا.\n\n{workspaceName}',
  'customer.escalation_started.subject': 'تحديث بخصوص طلبك #{ticketNumber}',
  'customer.escalation_started.body':
    'مرحبًا {contactName}،\n\nيحتاج طلبك إلى مختص، ولذلك أحلناه إلى الزملاء القادرين على حله. لا يلزمك فعل أي شيء. {hasNextUpdate, select, true {ستسمع منا مجددًا في موعد أقصاه {nextUpdateBy}.} other {سنكتب إليك فور توفر أي جديد.}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject': 'مختص يعمل الآن على طلبك #{ticketNumber}',
  'customer.escalation_acknowledged.body':
    'مرحبًا {contactName}،\n\nاستلم أحد المختصين طلبك وهو يعمل عليه الآن. {hasNextUpdate, select, true {ستسمع منا مجددًا في موعد أقصاه {nextUpdateBy}.} other {سنكتب إليك فور توفر أي جديد.}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': 'طلبك #{ticketNumber} ينتقل إلى الخطوة التالية',
  'customer.escalation_moved.body':
    'مرحبًا {contactName}،\n\nلحل طلبك أسرع أشركنا زميلًا آخر. نُقل إليه كل ما أخبرتنا به، ولا حاجة إلى تكراره. {hasNextUpdate, select, true {ستسمع منا مجددًا في موعد أقصاه {nextUpdateBy}.} other {سنكتب إليك فور توفر أي جديد.}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject': 'طلبك #{ticketNumber} بانتظار رد من جهة أخرى',
  'customer.escalation_waiting.body':
    'مرحبًا {contactName}،\n\nننتظر ردًا من أحد شركائنا لنتمكن من المتابعة، ونواصل السؤال نيابة عنك. {hasNextUpdate, select, true {ستسمع منا مجددًا في موعد أقصاه {nextUpdateBy}.} other {سنكتب إليك فور توفر أي جديد.}}\n\n{workspaceName}',
  'customer.escalation_solved.subject': 'لدينا حل لطلبك #{ticketNumber}',
  'customer.escalation_solved.body':
    'مرحبًا {contactName}،\n\nوجد المختص لدينا حلًا. ستجد التفاصيل في رسالتنا التالية.\n\n{workspaceName}',
  'customer.feedback_request.subject': 'ما رأيك في خدمتنا؟ (#{ticketNumber})',
  'customer.feedback_request.body':
    'مرحبًا {contactName}،\n\nتم حل طلبك #{ticketNumber}. هل تخبرنا كيف كانت تجربتك؟ نقرة واحدة تكفي:\n\n{surveyUrl}\n\n{workspaceName}',
} satisfies Record<keyof typeof en, string>;
