import type { Area } from '../catalogue.ts';

export const catalogue = {
  'sla.policies': 'Service levels',
  'sla.policies.hint': 'How soon customers hear from you, and what happens when it gets late.',
  'sla.calendars': 'Calendars',
  'sla.calendars.hint': 'Working hours and holidays, by which clocks count and teams are open.',
} as const satisfies Area<'sla'>;
