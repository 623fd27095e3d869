import type { catalogue as en } from '../en/escalation.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
