import { z } from 'zod';
import { causeCodes, hopEndings, reasonCodes } from '#domain/escalation/escalation.ts';
import { tiers } from '#domain/people/directory.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';
import { named, ticketChanged, ticketIdParams } from './ticket.ts';
import { futureEvent } from './timeline.ts';

const hopParams = ticketIdParams.extend({ hopId: idText });

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

/** Whom a step or an agent names, before it is resolved to people. */
export const stepTarget = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('team'), teamId: idText }),
    z.object({ kind: z.literal('tier'), tier: z.enum(tiers), department: z.string().nullable() }),
    z.object({ kind: z.literal('team_lead'), teamId: idText.nullable() }),
    z.object({ kind: z.literal('team_manager'), teamId: idText.nullable() }),
    z.object({ kind: z.literal('on_call'), teamId: idText }),
    z.object({ kind: z.literal('role'), role: z.enum(['admin', 'manager']) }),
    z.object({ kind: z.literal('agent'), agentId: idText }),
  ])
  .meta({ id: 'StepTarget' });

/** A code with its values, which the desk words in the reader's language. */
export const coded = z
  .object({ code: z.string(), values: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Coded' });

export const escalationPreview = z
  .object({
    suggested: z.object({
      target: stepTarget,
      name: z.string(),
      tier: z.enum(tiers).nullable(),
      ruleName: z.string().nullable(),
      why: z.array(coded),
    }),
    alternatives: z.array(
      z.object({ target: stepTarget, name: z.string(), tier: z.enum(tiers).nullable() }),
    ),
    /** Who is told at once, by name. */
    told: z.array(z.string()),
    /** What follows, step by step, when nobody acknowledges. */
    follows: z.array(futureEvent),
    brief: z.object({ wants: z.string(), tried: z.string(), needed: z.string() }),
    /** Set when an escalation cannot start now, with the code that says why. */
    refusal: z.string().nullable(),
  })
  .meta({ id: 'EscalationPreview' });
export type EscalationPreview = z.infer<typeof escalationPreview>;

export const previewEscalation = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/escalation-preview',
  summary: 'Whom the matrix suggests and why, who would be told, and what follows.',
  tag: 'escalations',
  permission: 'ticket.escalate',
  scope: 'escalations:write',
  schema: {
    params: ticketIdParams,
    body: z.object({
      reason: z.enum(reasonCodes).default('needs_expertise'),
      target: stepTarget.nullable().default(null),
    }),
    response: escalationPreview,
  },
});

export const escalateTicket = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/escalation',
  summary: 'Escalate: to whom the matrix suggests or another, with a reason and a brief.',
  tag: 'escalations',
  permission: 'ticket.escalate',
  scope: 'escalations:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      reason: z.enum(reasonCodes),
      /** Null takes the matrix's path. */
      target: stepTarget.nullable().default(null),
      brief: briefBody,
      keepOwner: z.boolean().default(true),
    }),
    response: ticketChanged,
  },
});

const answerBody = z.object({ words: z.string().trim().min(1).max(20_000) });

export const acknowledgeHop = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/acknowledgement',
  summary: 'Take the hop on. The first who does has it; the others are told the same.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: { params: hopParams, response: ticketChanged },
});

export const unacknowledgeHop = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/acknowledgement',
  summary: 'Give back a hop that was taken on: it is offered again, and the climb goes on.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: {
    params: hopParams,
    body: z.object({ words: z.string().trim().max(20_000).nullable().default(null) }).nullish(),
    response: ticketChanged,
  },
});

export const declineHop = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/refusal',
  summary: 'Decline the hop with a reason; the next step of the path is taken.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: { params: hopParams, body: answerBody, response: ticketChanged },
});

export const handBackHop = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/answer',
  summary: 'Hand back to the owner with the answer.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: { params: hopParams, body: answerBody, response: ticketChanged },
});

export const passOnHop = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/onward',
  summary: 'Pass on to another team or person. Transfers are counted and capped.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: {
    params: hopParams,
    body: answerBody.extend({ target: stepTarget }),
    response: ticketChanged,
  },
});

export const solveHop = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/hops/:hopId/solution',
  summary: 'Say that the escalated question is solved, with the solution.',
  tag: 'escalations',
  permission: 'hop.work',
  scope: 'escalations:write',
  schema: { params: hopParams, body: answerBody, response: ticketChanged },
});

export const closeEscalation = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/escalations/:escalationId/closure',
  summary: 'Close the escalation with its cause and the lesson.',
  tag: 'escalations',
  permission: 'escalation.close',
  scope: 'escalations:write',
  schema: {
    params: ticketIdParams.extend({ escalationId: idText }),
    body: z.object({
      cause: z.enum(causeCodes),
      lesson: z.string().trim().min(1).max(20_000),
    }),
    response: ticketChanged,
  },
});
