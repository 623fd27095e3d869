import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'errors.network': '无法连接到 Belay。请检查网络，我们会继续重试。',
  'errors.timeout': '耗时过长，请重试。',
  'errors.unknown': '我们这边出了问题，已记录下来，请重试。',
  'errors.not_found': '不存在，或你无权查看。',
  'errors.unauthenticated': '请登录。',
  'errors.forbidden': '你的角色不允许此操作，请联系管理员。',
  'errors.validation_failed': '有些字段需要再检查。',
  'errors.version_conflict': '有人刚修改了内容，请确认后再保存。',
  'errors.rate_limited': '尝试次数过多，请稍后再试。',
} satisfies Record<keyof typeof en, string>;
