import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {
  'sla.policies': 'مستويات الخدمة',
  'sla.policies.hint': 'متى يسمع العملاء منكم، وماذا يحدث عند التأخر.',
  'sla.calendars': 'التقويمات',
  'sla.calendars.hint': 'ساعات العمل والعطل التي تُحسب بها المهل وتعمل بها الفرق.',
} satisfies Record<keyof typeof en, string>;
