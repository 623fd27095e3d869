import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {
  'matrix.title': 'Ma trận leo thang',
  'matrix.hint': 'Ai nhận việc gì, trong bao lâu, và ai kế tiếp khi không ai trả lời.',
} satisfies Record<keyof typeof en, string>;
