import { z } from 'zod';
import { tiers } from '#domain/people/directory.ts';
import { priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

/** A piece of a text; `isHit` where it is what was sought. */
export const excerptPart = z.object({ text: z.string(), isHit: z.boolean() });
export type ExcerptPart = z.infer<typeof excerptPart>;

const foundTicket = z.object({
  id: idText,
  number: z.number().int(),
  subject: z.array(excerptPart),
  state: z.enum(ticketStates),
  priority: z.enum(priorities),
  handlerTier: z.enum(tiers).nullable(),
  contactName: z.string(),
  updatedAt: z.string(),
});

/** The best message of a ticket; a note is marked, because customers never see it. */
const foundMessage = z.object({
  id: idText,
  ticketId: idText,
  number: z.number().int(),
  subject: z.string(),
  isNote: z.boolean(),
  authorName: z.string().nullable(),
  excerpt: z.array(excerptPart),
  createdAt: z.string(),
});

const foundContact = z.object({
  id: idText,
  name: z.array(excerptPart),
  email: z.string().nullable(),
  organizationName: z.string().nullable(),
});

const foundOrganization = z.object({ id: idText, name: z.array(excerptPart) });

export const searchAnswer = z
  .object({
    tickets: z.array(foundTicket),
    messages: z.array(foundMessage),
    contacts: z.array(foundContact),
    organizations: z.array(foundOrganization),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof searchAnswer>;

export const search = endpoint({
  method: 'GET',
  url: '/api/v1/search',
  summary:
    'Find tickets, messages, contacts and organizations by words of any supported script, as one types.',
  tag: 'search',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: {
    query: z.object({
      q: z.string().trim().min(1).max(200),
      /** How many of each kind. */
      limit: z.coerce.number().int().min(1).max(50).default(8),
    }),
    response: searchAnswer,
  },
});
