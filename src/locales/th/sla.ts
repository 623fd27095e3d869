import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
