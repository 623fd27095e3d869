import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {
  'feedback.title': '您覺得我們做得如何？',
  'feedback.about': '您向 {workspace} 提出的請求 #{number}',
  'feedback.question': '您有多滿意？',
  'feedback.score.1': '非常差',
  'feedback.score.2': '差',
  'feedback.score.3': '普通',
  'feedback.score.4': '好',
  'feedback.score.5': '非常好',
  'feedback.saved': '謝謝您，您的評分已儲存。',
  'feedback.change': '您可隨時用同一連結更改。',
  'feedback.comment': '想多說一些嗎？',
  'feedback.comment.send': '送出意見',
  'feedback.comment.saved': '謝謝您，已收到您的意見。',
  'feedback.failed': '未能送達，請再試一次。',
  'feedback.wrong': '這個連結無法使用',
  'feedback.wrong.hint': '連結可能不完整。請從我們的訊息重新開啟，或複製完整連結。',
} satisfies Record<keyof typeof en, string>;
