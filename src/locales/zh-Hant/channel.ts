import type { catalogue as en } from '../en/channel.ts';

export const catalogue = {} satisfies Record<keyof typeof en, string>;
