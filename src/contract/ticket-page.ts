import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { escalation } from './escalation.ts';
import { attachment, message } from './message.ts';
import { idText } from './page.ts';
import { clockChip, named, ticketActions, ticketIdParams, ticketRow } from './ticket.ts';
import { futureEvent, timelineEvent } from './timeline.ts';

export const ticketLinkKinds = [
  'follow_up_of',
  'followed_by',
  'merged_into',
  'merged_from',
  'split_from',
  'split_into',
] as const;

export const ticketPage = z
  .object({
    ticket: ticketRow.extend({
      issueType: z.string().nullable(),
      reopenCount: z.number().int(),
      solvedAt: z.string().nullable(),
      closedAt: z.string().nullable(),
      isFollowed: z.boolean(),
      isSpam: z.boolean(),
      isPractice: z.boolean(),
      isImported: z.boolean(),
      /** The ticket that it became part of; null for all others. */
      mergedInto: z.object({ id: idText, number: z.number().int() }).nullable(),
      conflictSigns: z.array(z.string()),
      channel: named.nullable(),
      replyAddress: z.string().nullable(),
    }),
    clocks: z.array(clockChip),
    escalations: z.array(escalation),
    messages: z.array(message),
    events: z.array(timelineEvent),
    future: z.array(futureEvent),
    drafts: z.array(
      z.object({
        kind: z.enum(['public', 'note']),
        text: z.string(),
        /** Uploaded already, to go with the message. */
        attachments: z.array(attachment),
        updatedAt: z.string(),
      }),
    ),
    links: z.array(
      z.object({
        kind: z.enum(ticketLinkKinds),
        ticketId: idText,
        number: z.number().int(),
        subject: z.string(),
      }),
    ),
    can: z.array(z.enum(ticketActions)),
  })
  .meta({ id: 'TicketPage' });
export type TicketPage = z.infer<typeof ticketPage>;

export const readTicket = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:ticketId',
  summary: 'Read a ticket with its messages, clocks, escalations, its past and its future.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: { params: ticketIdParams, response: ticketPage },
});
