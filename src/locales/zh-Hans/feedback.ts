import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {
  'feedback.title': '您觉得我们做得如何？',
  'feedback.about': '您向 {workspace} 提出的请求 #{number}',
  'feedback.question': '您有多满意？',
  'feedback.score.1': '非常差',
  'feedback.score.2': '差',
  'feedback.score.3': '一般',
  'feedback.score.4': '好',
  'feedback.score.5': '非常好',
  'feedback.saved': '谢谢您，您的评分已保存。',
  'feedback.change': '您可随时用同一链接更改。',
  'feedback.comment': '想多说一些吗？',
  'feedback.comment.send': '发送意见',
  'feedback.comment.saved': '谢谢您，已收到您的意见。',
  'feedback.failed': '未能送达，请再试一次。',
  'feedback.wrong': '这个链接无法使用',
  'feedback.wrong.hint': '链接可能不完整。请从我们的消息重新打开，或复制完整链接。',
} satisfies Record<keyof typeof en, string>;
