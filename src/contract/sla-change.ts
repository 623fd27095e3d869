import { z } from 'zod';
import { metrics } from '#domain/sla/clock.ts';
import { calendarDocument } from './calendar.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';
import { policyDocument } from './policy.ts';

/*
 * Running clocks keep the versions they began with. Moving them to what is current is a change of
 * its own: first previewed, then made in batches, ticket by ticket, each in its own history.
 */

/** Which clocks move: all, to the current policies, or those of a calendar, to its current version. */
const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('policies') }),
  z.object({ kind: z.literal('calendar'), calendarId: idText }),
]);

export const slaPreview = z
  .object({
    /** Open tickets looked at; not all of them when `isComplete` is false. */
    ticketCount: z.number().int(),
    isComplete: z.boolean(),
    /** Tickets of which at least one clock would move. */
    movedTicketCount: z.number().int(),
    movedClockCount: z.number().int(),
    breachingClockCount: z.number().int(),
    earlierCount: z.number().int(),
    laterCount: z.number().int(),
    /** Those that change most, at most twenty. */
    examples: z.array(
      z.object({
        ticketId: idText,
        number: z.number().int(),
        subject: z.string(),
        metric: z.enum(metrics),
        dueBefore: z.string().nullable(),
        dueAfter: z.string().nullable(),
        breachesAtOnce: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SlaPreview' });
export type SlaPreview = z.infer<typeof slaPreview>;

export const slaChange = z
  .object({
    id: idText,
    kind: z.enum(['policies', 'calendar']),
    state: z.enum(['running', 'done']),
    ticketCount: z.number().int(),
    doneCount: z.number().int(),
    /** Tickets of which something really changed. */
    movedCount: z.number().int(),
    startedAt: instantText,
  })
  .meta({ id: 'SlaChange' });
export type SlaChange = z.infer<typeof slaChange>;

export const previewSlaChange = endpoint({
  method: 'POST',
  url: '/api/v1/sla-changes/preview',
  summary: 'Which deadlines of open tickets would move, and how, also for what is not saved yet.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    body: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('policies'),
        /** A policy as it would be; without an id it is taken as one tried first. */
        draft: z
          .object({ policyId: idText.nullable(), document: policyDocument })
          .nullable()
          .default(null),
      }),
      z.object({
        kind: z.literal('calendar'),
        calendarId: idText,
        draft: calendarDocument.nullable().default(null),
      }),
    ]),
    response: slaPreview,
  },
});

export const startSlaChange = endpoint({
  method: 'POST',
  url: '/api/v1/sla-changes',
  summary: 'Move the clocks of open tickets to what is current now. Goes on by itself in batches.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 202,
  schema: { body: scope, response: slaChange },
});

export const readSlaChange = endpoint({
  method: 'GET',
  url: '/api/v1/sla-changes/:changeId',
  summary: 'How far a change of running clocks has come.',
  tag: 'policies',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { params: z.object({ changeId: idText }), response: slaChange },
});
