import { z } from 'zod';
import { tiers } from '#domain/people/directory.ts';
import { clockStatuses, metrics } from '#domain/sla/clock.ts';
import { channelKinds, priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText, pageOf, pageQuery } from './page.ts';
import { segments } from './profile.ts';

export const ticketViews = [
  'mine',
  'team',
  'unassigned',
  'escalated_to_me',
  'escalated_by_me',
  'breaching_soon',
  'mentions',
  'all',
] as const;
export type TicketView = (typeof ticketViews)[number];

/** A person or team as a list names it. */
export const named = z.object({ id: idText, name: z.string() }).meta({ id: 'Named' });

/** What a ticket may have done to it by the person who asks. */
export const ticketActions = [
  'reply',
  'note',
  'assign',
  'update',
  'solve',
  'log_call',
  'merge',
  'set_deadline',
  'escalate',
  'acknowledge',
  'unacknowledge',
  'decline',
  'hand_back',
  'pass_on',
  'solve_hop',
  'close_escalation',
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** One clock as a chip shows it. `dueAt` is null while it is paused or has ended. */
export const clockChip = z
  .object({
    id: idText,
    metric: z.enum(metrics),
    status: z.enum(clockStatuses),
    hopId: idText.nullable(),
    cycle: z.number().int(),
    startedAt: z.string(),
    dueAt: z.string().nullable(),
    breachedAt: z.string().nullable(),
    fulfilledAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    /** 0 at the start, 1 at the deadline, in working time, at the moment of the answer. */
    spentShare: z.number(),
    /** Whether a person set its deadline (C17); the explanation says who and why. */
    isSetByHand: z.boolean(),
  })
  .meta({ id: 'ClockChip' });
export type ClockChip = z.infer<typeof clockChip>;

export const ticketRow = z
  .object({
    id: idText,
    number: z.number().int(),
    subject: z.string(),
    preview: z.string(),
    state: z.enum(ticketStates),
    priority: z.enum(priorities),
    channelKind: z.enum(channelKinds),
    language: z.string(),
    tags: z.array(z.string()),
    contact: named.extend({ isVerified: z.boolean() }),
    organization: named.nullable(),
    segment: z.string().nullable(),
    owner: named.nullable(),
    team: named.nullable(),
    handlerTeam: named.nullable(),
    handlerAgent: named.nullable(),
    handlerTier: z.enum(tiers).nullable(),
    escalationState: z.enum(['active', 'returned']).nullable(),
    /** The nearest clock that runs; `startedAt` and `dueAt` give the chip its heat. */
    nextClock: z
      .object({ metric: z.enum(metrics), startedAt: z.string(), dueAt: z.string() })
      .nullable(),
    /** Of the clocks past their target and still owed, the one that is longest over. */
    owedClock: z
      .object({ metric: z.enum(metrics), startedAt: z.string(), dueAt: z.string() })
      .nullable(),
    isBreached: z.boolean(),
    isUnanswered: z.boolean(),
    conflictScore: z.number(),
    snoozedUntil: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    lastMessageAt: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'TicketRow' });
export type TicketRow = z.infer<typeof ticketRow>;

export const ticketSorts = ['burning', 'updated', 'created'] as const;

export const ticketIdParams = z.object({ ticketId: idText });

/**
 * Whether tickets that left the reports are left out: practice and spam always, and imported ones
 * unless they are asked for (C45).
 */
export const countedSets = ['own', 'with_imported'] as const;

/** Clock cycles that were fulfilled, met or breached by then, or breached; each by its moment. */
export const clockOutcomes = ['fulfilled', 'decided', 'breached'] as const;

/** What ended a clock cycle: an automatic message, or people, who may not have ended it yet. */
export const clockEnders = ['people', 'automatic'] as const;

/** Every filter of a list; a report's figure opens its tickets through the same ones. */
export const ticketFilter = z.object({
  view: z.enum(ticketViews).default('all'),
  teamId: idText.optional(),
  ownerId: idText.optional(),
  state: z.enum([...ticketStates, 'unsolved']).optional(),
  priority: z.enum(priorities).optional(),
  channelKind: z.enum(channelKinds).optional(),
  contactId: idText.optional(),
  organizationId: idText.optional(),
  tag: z.string().max(60).optional(),
  /** Words in any supported script. */
  search: z.string().max(200).optional(),
  createdFrom: instantText.optional(),
  createdTo: instantText.optional(),
  solvedFrom: instantText.optional(),
  solvedTo: instantText.optional(),
  isEscalated: z.stringbool().optional(),
  isBreached: z.stringbool().optional(),
  isReopened: z.stringbool().optional(),
  issueType: z.string().min(1).max(60).optional(),
  segment: z.enum(segments).optional(),
  language: z.string().min(2).max(20).optional(),
  counted: z.enum(countedSets).optional(),
  /** Solved at least once, though it may be open again. */
  wasSolved: z.stringbool().optional(),
  /** At most one reply by a person, never reopened, never escalated. */
  isFirstContact: z.stringbool().optional(),
  /** An escalation of it began in this time. */
  escalatedFrom: instantText.optional(),
  escalatedTo: instantText.optional(),
  /** An escalation of it began before this and is still open. */
  openEscalationBefore: instantText.optional(),
  /** The customer's last rating came in this time. */
  answeredFrom: instantText.optional(),
  answeredTo: instantText.optional(),
  /** The last rating is 4 or 5. */
  isSatisfied: z.stringbool().optional(),
  /** One of its clock cycles came out so, in this time, of this metric. */
  clockOutcome: z.enum(clockOutcomes).optional(),
  clockMetric: z.enum(metrics).optional(),
  clockFrom: instantText.optional(),
  clockTo: instantText.optional(),
  clockEndedBy: z.enum(clockEnders).optional(),
  /** Tickets whose customer last gave this score, 1 to 5. */
  score: z.coerce.number().int().min(1).max(5).optional(),
  /** Any tier that solved it. */
  solvedByTier: z.enum(tiers).optional(),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

export const listTickets = endpoint({
  method: 'GET',
  url: '/api/v1/tickets',
  summary: 'List tickets of a view, with any filter, sorted by what burns first or by time.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: {
    query: ticketFilter.extend(pageQuery.shape).extend({ sort: z.enum(ticketSorts).optional() }),
    response: pageOf(ticketRow),
  },
});

export const viewCounts = z.object({
  counts: z.record(z.enum(ticketViews), z.number().int()),
});

export const countTickets = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/counts',
  summary: 'How many tickets each view holds now. Counts above 999 are answered as 1000.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: { response: viewCounts },
});

export const readTicketByNumber = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/by-number/:number',
  summary: 'Find a ticket by the number people say; a merged one leads to the one it is part of.',
  tag: 'tickets',
  permission: 'ticket.read',
  scope: 'tickets:read',
  schema: {
    params: z.object({ number: z.coerce.number().int().positive() }),
    response: z.object({ id: idText }),
  },
});

/** Every change of a ticket answers its new version, and what the person may do next. */
export const ticketChanged = z
  .object({
    ticketId: idText,
    version: z.number().int(),
    /** The message that the change wrote, where it wrote one. */
    messageId: idText.nullable(),
    can: z.array(z.enum(ticketActions)),
  })
  .meta({ id: 'TicketChanged' });

/** What an agent may begin a ticket with, of their own accord. */
export const firstMessageKinds = ['public', 'note'] as const;

export const createTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets',
  summary:
    'Open a ticket for a contact by hand. `text` is what the customer said; `firstMessage` is what the agent writes: to the customer, or a note. `first_response` starts with the first message of the customer.',
  tag: 'tickets',
  permission: 'ticket.create',
  scope: 'tickets:write',
  status: 201,
  schema: {
    body: z.object({
      contact: z.union([
        z.object({ id: idText }),
        z.object({ email: z.email(), name: z.string().trim().min(1).max(200) }),
        z.object({
          phone: z.string().trim().min(3).max(40),
          name: z.string().trim().min(1).max(200),
        }),
      ]),
      subject: z.string().trim().min(1).max(500),
      /** What the customer said; absent when the agent opens it of their own accord. */
      text: z.string().trim().max(100_000).optional(),
      firstMessage: z
        .object({
          kind: z.enum(firstMessageKinds),
          text: z.string().trim().min(1).max(100_000),
        })
        .optional(),
      priority: z.enum(priorities).default('normal'),
      issueType: z.string().max(60).nullable().default(null),
      language: z.string().max(20).optional(),
      teamId: idText.nullable().default(null),
      ownerId: idText.nullable().default(null),
      tags: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
      /** What the customer is answered on: a channel of the directory, by mail or by program. */
      channelId: idText.optional(),
      isPractice: z.boolean().default(false),
    }),
    response: ticketChanged.extend({
      number: z.number().int(),
      /** Until when the first message may be taken back; null when there is nothing to take. */
      recallableUntil: z.string().nullable(),
    }),
  },
});

export const suggestTicketHome = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/suggested-home',
  summary: 'The team and the owner that a ticket opened now would be given.',
  tag: 'tickets',
  permission: 'ticket.create',
  scope: 'tickets:read',
  schema: {
    query: z.object({
      contactId: idText.optional(),
      channelId: idText.optional(),
      /** The team that is chosen already; then only its owner is suggested. */
      teamId: idText.optional(),
    }),
    response: z.object({ team: named.nullable(), owner: named.nullable() }),
  },
});

export const updateTicket = endpoint({
  method: 'PATCH',
  url: '/api/v1/tickets/:ticketId',
  summary: 'Change state, priority, owner, team, tags, subject, issue type or language.',
  tag: 'tickets',
  permission: 'ticket.update',
  scope: 'tickets:write',
  schema: {
    params: ticketIdParams,
    body: z.object({
      /** The version the caller read; a newer one is answered with `version_mismatch`. */
      version: z.number().int().optional(),
      state: z.enum(ticketStates).optional(),
      pauseReason: z.string().max(500).optional(),
      pausedUntil: instantText.optional(),
      priority: z.enum(priorities).optional(),
      ownerId: idText.nullable().optional(),
      teamId: idText.nullable().optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
      subject: z.string().trim().min(1).max(500).optional(),
      issueType: z.string().max(60).nullable().optional(),
      language: z.string().min(2).max(20).optional(),
      snoozedUntil: instantText.nullable().optional(),
      isSpam: z.boolean().optional(),
    }),
    response: ticketChanged,
  },
});

export const followTicket = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/following',
  summary: 'Follow a ticket, or stop following it.',
  tag: 'tickets',
  permission: 'ticket.follow',
  scope: null,
  schema: {
    params: ticketIdParams,
    body: z.object({ isFollowed: z.boolean() }),
    response: z.object({ isFollowed: z.boolean() }),
  },
});
