import type { catalogue as en } from '../en/workspace.ts';

export const catalogue = {
  'workspace.title': 'مساحة العمل',
  'workspace.hint': 'الاسم واللغة والمنطقة الزمنية، ومن يجيب حين لا يبقى أحد.',
  'workspace.language.hint': 'للعملاء الذين لا يعرف Belay لغتهم. ويختار كل زميل لغته.',
  'workspace.zone.hint': 'تتبعها المناوبات وساعات الهدوء. وللتقاويم منطقتها.',
  'workspace.currency': 'العملة',
  'workspace.currency.hint': 'لقيمة العملاء والتعويضات.',
  'workspace.catchAll': 'المالك الأخير',
  'workspace.catchAll.hint': 'يجيب حين لا تصل تذكرة أو تنبيه إلى أحد.',
} satisfies Record<keyof typeof en, string>;
