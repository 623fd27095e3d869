import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': 'الإعدادات',
  'settings.me.hint': 'ملفك وإشعاراتك وطريقة تسجيل دخولك.',
  'settings.group.own': 'أنت',
  'settings.group.people': 'الأشخاص والفرق',
  'settings.group.channels': 'القنوات والنصوص',
  'settings.group.service': 'مستويات الخدمة والتصعيد',
  'settings.group.workspace': 'مساحة العمل',
} satisfies Record<keyof typeof en, string>;
