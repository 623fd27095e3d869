import type { TimePart } from '#domain/metrics/time-part.ts';

/** How each part is drawn: ours in colours, what others took in greys, closed hours hatched. */
export const partLooks: Readonly<Record<TimePart, string>> = {
  handled: 'bg-accent',
  offered: 'bg-hot',
  queued: 'bg-warm',
  customer: 'bg-calm',
  vendor: 'bg-control',
  solved: 'bg-line-strong',
  closed: 'hatched bg-sunken',
};
