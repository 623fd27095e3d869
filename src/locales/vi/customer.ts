import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
