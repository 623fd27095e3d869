import type { catalogue as en } from '../en/setup.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
