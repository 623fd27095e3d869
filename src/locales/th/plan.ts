import type { catalogue as en } from '../en/plan.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
