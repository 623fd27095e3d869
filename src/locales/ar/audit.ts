import type { catalogue as en } from '../en/audit.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
