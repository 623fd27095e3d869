import type { catalogue as en } from '../en/compensation.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
