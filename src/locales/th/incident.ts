import type { catalogue as en } from '../en/incident.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
