import { z } from 'zod';
import { metrics } from '#domain/sla/clock.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';
import { ticketChanged, ticketIdParams } from './ticket.ts';

/** Whether the target's resolution counts from its own start or the earlier of the two (C21). */
export const resolutionStarts = ['own', 'earlier'] as const;

const mergeBody = z.object({
  intoTicketId: idText,
  resolutionStart: z.enum(resolutionStarts).default('own'),
});

export const mergePreview = z
  .object({
    /** The code that says why they cannot be merged; null when they can. */
    refusal: z.string().nullable(),
    /** How many messages and notes move. */
    messageCount: z.number().int(),
    /** The clocks that end with this ticket, as merged. */
    ending: z.array(z.object({ metric: z.enum(metrics), dueAt: z.string().nullable() })),
    /** What changes on the other ticket. A `dueBefore` of null is a clock that starts there. */
    moving: z.array(
      z.object({
        metric: z.enum(metrics),
        dueBefore: z.string().nullable(),
        dueAfter: z.string().nullable(),
        breachesAtOnce: z.boolean(),
      }),
    ),
    /** Whether the other ticket opens, because an unanswered message comes to it. */
    opensTarget: z.boolean(),
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof mergePreview>;

export const previewMerge = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/merge-preview',
  summary: 'What merging the ticket into another would do to the messages and clocks of both.',
  tag: 'tickets',
  permission: 'ticket.merge',
  scope: 'tickets:write',
  schema: { params: ticketIdParams, body: mergeBody, response: mergePreview },
});

export const mergeTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/merge',
  summary: 'Make the ticket part of another of the same customer. It cannot be taken apart again.',
  tag: 'tickets',
  permission: 'ticket.merge',
  scope: 'tickets:write',
  schema: { params: ticketIdParams, body: mergeBody, response: ticketChanged },
});

/** What leaves: the message alone, or also everything after it. */
export const splitTakes = ['only', 'following'] as const;

export const splitTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/splits',
  summary: "Make one of the customer's messages, or it and all after it, a ticket of its own.",
  tag: 'tickets',
  permission: 'ticket.merge',
  scope: 'tickets:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      messageId: idText,
      takes: z.enum(splitTakes).default('only'),
      /** The new ticket's subject; absent keeps that of this one. */
      subject: z.string().trim().min(1).max(500).optional(),
    }),
    /** The change of the new ticket. */
    response: ticketChanged.extend({ number: z.number().int() }),
  },
});
