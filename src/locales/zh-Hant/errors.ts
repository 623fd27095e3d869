import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'errors.network': '無法連線到 Belay。請檢查網路，我們會持續重試。',
  'errors.timeout': '花費的時間太長，請再試一次。',
  'errors.unknown': '我們這邊出了問題，已記錄下來，請再試一次。',
  'errors.not_found': '找不到，或你無權查看。',
  'errors.unauthenticated': '請登入。',
  'errors.forbidden': '你的角色不允許此操作，請洽管理員。',
  'errors.validation_failed': '有些欄位需要再確認。',
  'errors.version_conflict': '有人剛修改了內容，請確認後再儲存。',
  'errors.rate_limited': '嘗試次數過多，請稍候再試。',
} satisfies Record<keyof typeof en, string>;
