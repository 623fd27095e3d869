import type { catalogue as en } from '../en/report.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
