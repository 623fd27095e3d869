import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
