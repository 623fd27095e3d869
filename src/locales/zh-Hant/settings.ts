import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': '設定',
  'settings.me.hint': '您的個人資料、通知與登入方式。',
  'settings.group.own': '您',
  'settings.group.people': '人員與團隊',
  'settings.group.channels': '管道與用語',
  'settings.group.service': '服務水準與升級',
  'settings.group.workspace': '工作區',
} satisfies Record<keyof typeof en, string>;
