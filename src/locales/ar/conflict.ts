import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
