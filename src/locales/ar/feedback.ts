import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {
  'feedback.title': 'كيف كان أداؤنا؟',
  'feedback.about': 'طلبك رقم #{number} إلى {workspace}',
  'feedback.question': 'ما مدى رضاك؟',
  'feedback.score.1': 'سيئ جدًا',
  'feedback.score.2': 'سيئ',
  'feedback.score.3': 'مقبول',
  'feedback.score.4': 'جيد',
  'feedback.score.5': 'جيد جدًا',
  'feedback.saved': 'شكرًا لك. حُفظت إجابتك.',
  'feedback.change': 'يمكنك تغييرها في أي وقت من الرابط نفسه.',
  'feedback.comment': 'هل تود أن تخبرنا بالمزيد؟',
  'feedback.comment.send': 'إرسال التعليق',
  'feedback.comment.saved': 'شكرًا لك. وصلنا تعليقك.',
  'feedback.failed': 'لم يصل ذلك. حاول مرة أخرى من فضلك.',
  'feedback.wrong': 'هذا الرابط لا يعمل',
  'feedback.wrong.hint': 'ربما نقص جزء منه. افتحه مرة أخرى من رسالتنا أو انسخ الرابط كاملًا.',
} satisfies Record<keyof typeof en, string>;
