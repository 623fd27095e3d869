import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {
  'matrix.title': '升级矩阵',
  'matrix.hint': '谁负责什么、需在多久内处理，以及无人回应时由谁接手。',
} satisfies Record<keyof typeof en, string>;
