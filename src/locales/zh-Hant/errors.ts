import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'error.network': '無法連線到 Belay。請檢查網路，我們會持續重試。',
  'error.timeout': '花費的時間太長，請再試一次。',
  'error.internal_error': '我們這邊出了問題，已記錄下來，請再試一次。',
  'error.not_found': '找不到，或你無權查看。',
  'error.sign_in_required': '請登入。',
  'error.not_permitted': '你的角色不允許此操作，請洽管理員。',
  'error.invalid_request': '有些欄位需要再確認。',
  'error.version_mismatch': '有人剛修改了內容，請確認後再儲存。',
  'error.rate_limited': '嘗試次數過多，請稍候再試。',
} satisfies Record<keyof typeof en, string>;
