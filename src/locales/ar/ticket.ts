import type { catalogue as en } from '../en/ticket.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
