import type { catalogue as en } from '../en/notification.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
