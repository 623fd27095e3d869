import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {
  'matrix.title': '升級矩陣',
  'matrix.hint': '誰負責什麼、需在多久內處理，以及無人回應時由誰接手。',
} satisfies Record<keyof typeof en, string>;
