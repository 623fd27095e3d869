import type { Heat } from './coverage.ts';

export const heatClasses: Readonly<Record<Heat, string>> = {
  calm: 'bg-calm',
  warm: 'bg-warm',
  hot: 'bg-hot',
  breached: 'bg-breached',
};
