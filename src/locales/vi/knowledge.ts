import type { catalogue as en } from '../en/knowledge.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
