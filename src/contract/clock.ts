import { z } from 'zod';
import { metrics } from '#domain/sla/clock.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';
import { policyTarget } from './policy.ts';
import { named, ticketChanged, ticketIdParams } from './ticket.ts';

const stretch = z.object({ from: z.string(), to: z.string() });

/**
 * The same as a picture: one row for each local day. Of a clock longer than two weeks the start, a
 * week around now and the end are given; `gapBefore` says how many days a row leaves out.
 */
export const clockPicture = z
  .object({
    /** Whose days these are: the calendar's zone, the workspace's for a clock without one. */
    timeZone: z.string(),
    now: z.string(),
    endedAt: z.string().nullable(),
    days: z.array(
      stretch.extend({
        date: z.string(),
        gapBefore: z.number().int(),
        /** The hours the clock runs by, the whole day long. */
        open: z.array(stretch),
        /** What of them counts, from the start to the deadline. */
        counted: z.array(stretch),
        paused: z.array(stretch.extend({ reason: z.string() })),
        holidays: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ClockPicture' });
export type ClockPicture = z.infer<typeof clockPicture>;

/** The arithmetic of one clock, so that a person can redo it by hand. Spans are milliseconds. */
export const clockExplanation = z
  .object({
    metric: z.enum(metrics),
    startedAt: z.string(),
    target: policyTarget,
    targetMs: z.number().nullable(),
    policy: z
      .object({ id: idText, name: z.string(), version: z.number().int(), isCurrent: z.boolean() })
      .nullable(),
    /** Null counts around the clock. */
    calendar: z
      .object({
        id: idText,
        name: z.string(),
        version: z.number().int(),
        isCurrent: z.boolean(),
        timeZone: z.string(),
      })
      .nullable(),
    elapsedMs: z.number(),
    remainingMs: z.number().nullable(),
    percentUsed: z.number().nullable(),
    dueAt: z.string().nullable(),
    /** A deadline that a person set, and why. */
    setByHand: z
      .object({
        at: z.string(),
        reason: z.string(),
        setAt: z.string(),
        /** Null once nobody of that name is here. */
        setBy: named.nullable(),
        movesWithPauses: z.boolean(),
      })
      .nullable(),
    latenessMs: z.number().nullable(),
    segments: z.array(
      z.object({
        from: z.string(),
        to: z.string().nullable(),
        state: z.enum(['running', 'paused', 'stopped']),
        reason: z.string().nullable(),
      }),
    ),
    counted: z.array(z.object({ from: z.string(), to: z.string(), workingMs: z.number() })),
    closedDates: z.array(z.object({ date: z.string(), name: z.string() })),
    marks: z.array(z.object({ id: z.string(), at: z.string().nullable(), hasFired: z.boolean() })),
    picture: clockPicture,
  })
  .meta({ id: 'ClockExplanation' });
export type ClockExplanation = z.infer<typeof clockExplanation>;

const clockParams = ticketIdParams.extend({ clockId: idText });

export const explainClock = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/:ticketId/clocks/:clockId/explanation',
  summary: 'How the elapsed time and the deadline of a clock come about.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: { params: clockParams, response: clockExplanation },
});

const reasonText = z.string().trim().min(1).max(500);

export const setClockDeadline = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/clocks/:clockId/deadline',
  summary: 'Set the deadline of a clock by hand, with the reason that the ticket shows.',
  tag: 'tickets',
  permission: 'ticket.deadline',
  scope: 'tickets:write',
  schema: {
    params: clockParams,
    body: z.object({
      deadline: instantText,
      reason: reasonText,
      /** Whether later pauses move it, by the working time that is left of it now. */
      movesWithPauses: z.boolean().default(false),
    }),
    response: ticketChanged,
  },
});

export const clearClockDeadline = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/clocks/:clockId/deadline',
  summary: 'Take a deadline by hand away; start, pauses, target and calendar hold again.',
  tag: 'tickets',
  permission: 'ticket.deadline',
  scope: 'tickets:write',
  schema: { params: clockParams, body: z.object({ reason: reasonText }), response: ticketChanged },
});
