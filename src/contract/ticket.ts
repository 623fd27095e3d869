import { z } from 'zod';
import { hopEndings, reasonCodes } from '#domain/escalation/escalation.ts';
import { tiers } from '#domain/people/directory.ts';
import { clockStatuses, metrics } from '#domain/sla/clock.ts';
import { channelKinds, priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText, pageOf, pageQuery } from './page.ts';

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
  'escalate',
  'acknowledge',
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

const ticketIdParams = z.object({ ticketId: idText });

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
  /** Tickets whose customer gave this score, 1 to 5. */
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

export const attachment = z
  .object({
    id: idText,
    filename: z.string(),
    mediaType: z.string(),
    size: z.number().int(),
    isInline: z.boolean(),
    contentId: z.string().nullable(),
    /** Where a signed-in agent downloads it. */
    url: z.string(),
  })
  .meta({ id: 'Attachment' });

export const message = z
  .object({
    id: idText,
    kind: z.enum(['public', 'note']),
    direction: z.enum(['in', 'out']),
    agent: named.nullable(),
    contact: named.nullable(),
    isAutomatic: z.boolean(),
    template: z.string().nullable(),
    channelKind: z.enum(channelKinds),
    text: z.string(),
    /** The whole of what came in, when quotes or a signature were trimmed from `text`. */
    fullText: z.string().nullable(),
    hasHtml: z.boolean(),
    language: z.string().nullable(),
    address: z.string().nullable(),
    problems: z.array(z.string()),
    mentions: z.array(named),
    attachments: z.array(attachment),
    delivery: z.enum(['none', 'queued', 'sent', 'failed', 'recalled']),
    deliveryError: z.string().nullable(),
    /** Until when it may be taken back; null when it can't be. */
    recallableUntil: z.string().nullable(),
    rawUrl: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

/** Who or what did it: a person by name, the customer, or Belay by a rule. */
export const timelineActor = z.object({
  kind: z.enum(['agent', 'contact', 'system', 'api_key']),
  id: idText.nullable(),
  name: z.string().nullable(),
});

/**
 * What happened, as data: the desk words it in the reader's language by `type`. `detail` holds
 * the event's own fields with names beside ids; `cause` names the clock and rule that led to it.
 */
export const timelineEvent = z
  .object({
    position: z.number().int(),
    type: z.string(),
    at: z.string(),
    actor: timelineActor,
    detail: z.record(z.string(), z.unknown()),
    cause: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'TimelineEvent' });
export type TimelineEvent = z.infer<typeof timelineEvent>;

/** What will happen if nobody acts. */
export const futureEvent = z
  .object({
    at: z.string(),
    kind: z.string(),
    metric: z.enum(metrics).nullable(),
    who: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'FutureEvent' });
export type FutureEvent = z.infer<typeof futureEvent>;

export const receiver = z
  .object({ team: named.nullable(), agents: z.array(named) })
  .meta({ id: 'Receiver' });

export const hop = z
  .object({
    id: idText,
    index: z.number().int(),
    state: z.enum(['offered', 'acknowledged', 'ended']),
    from: receiver.nullable(),
    to: receiver,
    tier: z.enum(tiers).nullable(),
    offeredAt: z.string(),
    acknowledgeMinutes: z.number().int(),
    acknowledgedAt: z.string().nullable(),
    acknowledgedBy: named.nullable(),
    ending: z.enum(hopEndings).nullable(),
    endedAt: z.string().nullable(),
    endedBy: named.nullable(),
    words: z.string().nullable(),
  })
  .meta({ id: 'Hop' });
export type Hop = z.infer<typeof hop>;

export const briefBody = z
  .object({
    wants: z.string().trim().min(1).max(5000),
    tried: z.string().trim().min(1).max(5000),
    needed: z.string().trim().min(1).max(5000),
    neededBy: instantText.nullable().default(null),
  })
  .meta({ id: 'Brief' });

export const escalation = z
  .object({
    id: idText,
    type: z.enum(['functional', 'hierarchical', 'automatic']),
    reason: z.enum(reasonCodes),
    requestedBy: z.enum(['agent', 'customer', 'rule']),
    brief: z.object({
      wants: z.string(),
      tried: z.string(),
      needed: z.string(),
      neededBy: z.string().nullable(),
    }),
    state: z.enum(['active', 'returned', 'closed']),
    startedAt: z.string(),
    startedBy: named.nullable(),
    ruleName: z.string().nullable(),
    matrixVersion: z.number().int(),
    hops: z.array(hop),
    /** The steps of the path not yet taken, in words of the workspace. */
    stepsAhead: z.array(
      z.object({ id: z.string(), who: z.array(z.string()), acknowledgeMinutes: z.number().int() }),
    ),
    closeBy: z.string(),
    closedAt: z.string().nullable(),
    closedBy: named.nullable(),
    cause: z.string().nullable(),
    lesson: z.string().nullable(),
  })
  .meta({ id: 'Escalation' });
export type Escalation = z.infer<typeof escalation>;

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
      conflictSigns: z.array(z.record(z.string(), z.unknown())),
      channel: named.nullable(),
      replyAddress: z.string().nullable(),
    }),
    clocks: z.array(clockChip),
    escalations: z.array(escalation),
    messages: z.array(message),
    events: z.array(timelineEvent),
    future: z.array(futureEvent),
    drafts: z.array(
      z.object({ kind: z.enum(['public', 'note']), text: z.string(), updatedAt: z.string() }),
    ),
    links: z.array(
      z.object({
        kind: z.string(),
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

export const readTicketByNumber = endpoint({
  method: 'GET',
  url: '/api/v1/tickets/by-number/:number',
  summary: 'Find the id of a ticket by the number people say.',
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

export const createTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets',
  summary: 'Open a ticket for a contact, by an agent or through the API channel.',
  tag: 'tickets',
  permission: 'ticket.create',
  scope: 'tickets:write',
  status: 201,
  schema: {
    body: z.object({
      contact: z.union([
        z.object({ id: idText }),
        z.object({ email: z.email(), name: z.string().trim().min(1).max(200) }),
      ]),
      subject: z.string().trim().min(1).max(500),
      /** What the customer said; absent when the agent opens it of their own accord. */
      text: z.string().trim().max(100_000).optional(),
      priority: z.enum(priorities).default('normal'),
      issueType: z.string().max(60).nullable().default(null),
      language: z.string().max(20).optional(),
      teamId: idText.nullable().default(null),
      ownerId: idText.nullable().default(null),
      tags: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
      channelId: idText.optional(),
      isPractice: z.boolean().default(false),
    }),
    response: ticketChanged.extend({ number: z.number().int() }),
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
      /** The version the caller read; a newer one is answered with `version_conflict`. */
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

export const sendReply = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/replies',
  summary: 'Answer the customer on their channel. A mail leaves after ten seconds of undo.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      text: z.string().trim().min(1).max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
      /** The newest message the agent had seen; a later one refuses with `message_arrived`. */
      lastSeenMessageId: idText.nullable().optional(),
      /** The state the ticket takes with the reply. */
      state: z.enum(['open', 'pending', 'on_hold', 'solved']).optional(),
    }),
    response: ticketChanged.extend({ recallableUntil: z.string().nullable() }),
  },
});

export const recallReply = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/replies/:messageId',
  summary: 'Take a reply back before it leaves. Its text returns to the draft.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  schema: {
    params: ticketIdParams.extend({ messageId: idText }),
    response: ticketChanged.extend({ text: z.string() }),
  },
});

export const addNote = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/notes',
  summary: 'Write an internal note. Mentioned agents and teams are told.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      text: z.string().trim().min(1).max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
      mentionedAgentIds: z.array(idText).max(50).default([]),
      mentionedTeamIds: z.array(idText).max(20).default([]),
    }),
    response: ticketChanged,
  },
});

export const saveDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/drafts/:kind',
  summary: 'Keep what is being written, per agent. An empty text removes the draft.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: null,
  schema: {
    params: ticketIdParams.extend({ kind: z.enum(['public', 'note']) }),
    body: z.object({
      text: z.string().max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
    }),
    response: z.object({ updatedAt: z.string() }),
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

export const uploadAttachment = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/attachments',
  summary: 'Upload a file as multipart form data (`file`), to be named by a reply or note.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: 'messages:write',
  status: 201,
  schema: { params: ticketIdParams, response: attachment },
});
