import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
