import type { Area } from '../catalogue.ts';

export const catalogue = {
  'search.ticket': 'Ticket #{number} of {name}',
  'search.message': 'In #{number} {subject}',
  'search.note': 'Note in #{number} {subject}',
  'search.contact': 'Customer',
  'search.organization': 'Organization',
  'search.all': 'Search all tickets for “{text}”',
} as const satisfies Area<'search'>;
