import type { catalogue as en } from '../en/search.ts';

export const catalogue = {
  'search.ticket': 'Yêu cầu #{number} của {name}',
  'search.message': 'Trong #{number} {subject}',
  'search.note': 'Ghi chú trong #{number} {subject}',
  'search.contact': 'Khách hàng',
  'search.organization': 'Tổ chức',
  'search.all': 'Tìm “{text}” trong mọi yêu cầu',
} satisfies Record<keyof typeof en, string>;
