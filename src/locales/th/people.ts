import type { catalogue as en } from '../en/people.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
