import type { catalogue as en } from '../en/search.ts';

export const catalogue = {
  'search.ticket': '{name} 的工单 #{number}',
  'search.message': '于 #{number} {subject}',
  'search.note': '#{number} {subject} 的备注',
  'search.contact': '客户',
  'search.organization': '组织',
  'search.all': '在所有工单中搜索“{text}”',
} satisfies Record<keyof typeof en, string>;
