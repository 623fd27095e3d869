import type { catalogue as en } from '../en/sign-in.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
