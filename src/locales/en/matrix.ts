import type { Area } from '../catalogue.ts';

export const catalogue = {
  'matrix.title': 'Escalation matrix',
  'matrix.hint': 'Who takes what, in how long, and who is next when nobody answers.',
} as const satisfies Area<'matrix'>;
