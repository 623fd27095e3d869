import type { catalogue as en } from '../en/portal.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
