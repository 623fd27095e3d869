import type { catalogue as en } from '../en/search.ts';

export const catalogue = {
  'search.ticket': '{name} 的工單 #{number}',
  'search.message': '於 #{number} {subject}',
  'search.note': '#{number} {subject} 的備註',
  'search.contact': '客戶',
  'search.organization': '組織',
  'search.all': '在所有工單中搜尋「{text}」',
} satisfies Record<keyof typeof en, string>;
