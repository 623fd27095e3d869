import type { catalogue as en } from '../en/search.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
