import type { catalogue as en } from '../en/search.ts';

export const catalogue = {
  'search.ticket': 'تذكرة #{number} من {name}',
  'search.message': 'في #{number} {subject}',
  'search.note': 'ملاحظة في #{number} {subject}',
  'search.contact': 'عميل',
  'search.organization': 'مؤسسة',
  'search.all': 'البحث عن «{text}» في كل التذاكر',
} satisfies Record<keyof typeof en, string>;
