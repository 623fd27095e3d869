import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
