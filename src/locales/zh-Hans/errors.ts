import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'error.network': '无法连接到 Belay。请检查网络，我们会继续重试。',
  'error.timeout': '耗时过长，请重试。',
  'error.internal_error': '我们这边出了问题，已记录下来，请重试。',
  'error.not_found': '不存在，或你无权查看。',
  'error.sign_in_required': '请登录。',
  'error.not_permitted': '你的角色不允许此操作，请联系管理员。',
  'error.invalid_request': '有些字段需要再检查。',
  'error.version_mismatch': '有人刚修改了内容，请确认后再保存。',
  'error.rate_limited': '尝试次数过多，请稍后再试。',
} satisfies Record<keyof typeof en, string>;
