import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': 'الإعدادات',
  'settings.me.hint': 'ملفك وإشعاراتك وطريقة تسجيل دخولك.',
  'settings.group.own': 'أنت',
  'settings.group.people': 'الأشخاص والفرق',
  'settings.group.channels': 'القنوات والنصوص',
  'settings.group.service': 'مستويات الخدمة والتصعيد',
  'settings.group.workspace': 'مساحة العمل',
  'settings.errors':
    '{count, plural, zero {لا شيء للتصحيح} one {أمر واحد يجب تصحيحه قبل الحفظ} two {أمران يجب تصحيحهما قبل الحفظ} few {# أمور يجب تصحيحها قبل الحفظ} many {# أمرًا يجب تصحيحه قبل الحفظ} other {# أمر يجب تصحيحه قبل الحفظ}}',
  'settings.unsaved': 'لم يُحفظ بعد',
  'settings.reset': 'تجاهل التغييرات',
  'settings.problems': 'ما يجب النظر فيه',
  'settings.version': 'النسخة {version}',
  'settings.versionTitle': 'النسخة',
  'settings.version.take': 'التحرير انطلاقًا منها',
  'settings.current': 'الحالية',
  'settings.history': 'السجل',
  'settings.archive': 'أرشفة',
  'settings.restore': 'استعادة',
  'settings.archived': 'مؤرشف',
  'settings.moveUp': 'نقل {name} إلى أعلى',
  'settings.moveDown': 'نقل {name} إلى أسفل',
} satisfies Record<keyof typeof en, string>;
