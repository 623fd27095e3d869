import type { catalogue as en } from '../en/widget.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
