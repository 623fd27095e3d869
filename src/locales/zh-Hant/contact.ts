import type { catalogue as en } from '../en/contact.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
