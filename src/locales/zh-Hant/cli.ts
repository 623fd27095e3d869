import type { catalogue as en } from '../en/cli.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
