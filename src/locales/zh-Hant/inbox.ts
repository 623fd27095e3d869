import type { catalogue as en } from '../en/inbox.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
