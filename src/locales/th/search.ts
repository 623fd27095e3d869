import type { catalogue as en } from '../en/search.ts';

export const catalogue = {
  'search.ticket': 'เรื่อง #{number} ของ {name}',
  'search.message': 'ใน #{number} {subject}',
  'search.note': 'บันทึกใน #{number} {subject}',
  'search.contact': 'ลูกค้า',
  'search.organization': 'องค์กร',
  'search.all': 'ค้นหา “{text}” ในทุกเรื่อง',
} satisfies Record<keyof typeof en, string>;
