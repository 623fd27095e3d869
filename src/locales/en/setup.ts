import type { Area } from '../catalogue.ts';

export const catalogue = {} as const satisfies Area<'setup'>;
