import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': '设置',
  'settings.me.hint': '您的个人资料、通知与登录方式。',
  'settings.group.own': '您',
  'settings.group.people': '人员与团队',
  'settings.group.channels': '渠道与用语',
  'settings.group.service': '服务水平与升级',
  'settings.group.workspace': '工作区',
} satisfies Record<keyof typeof en, string>;
