import { z } from 'zod';
import { reasonCodes } from '#domain/escalation/escalation.ts';
import { tiers } from '#domain/people/directory.ts';
import { metrics } from '#domain/sla/clock.ts';
import { policyKinds } from '#domain/sla/policy.ts';
import { channelKinds, priorities, ticketStates } from '#domain/ticket/ticket.ts';
import { versionRow } from './calendar.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';
import { named } from './ticket.ts';

const words = z.array(z.string().trim().min(1).max(120)).max(200);

/** One claim about the ticket, its customer or the receiving team; all of a policy must hold. */
export const policyCondition = z
  .discriminatedUnion('attribute', [
    z.object({ attribute: z.literal('priority'), isOneOf: z.array(z.enum(priorities)) }),
    z.object({ attribute: z.literal('issue_type'), isOneOf: words }),
    z.object({ attribute: z.literal('channel'), isOneOf: z.array(z.enum(channelKinds)) }),
    z.object({ attribute: z.literal('language'), isOneOf: words }),
    z.object({ attribute: z.literal('tag'), isOneOf: words }),
    z.object({ attribute: z.literal('organization'), isOneOf: z.array(idText).max(200) }),
    z.object({
      attribute: z.literal('segment'),
      isOneOf: z.array(z.enum(['b2c', 'b2b', 'key_account'])),
    }),
    z.object({ attribute: z.literal('plan'), isOneOf: words }),
    z.object({
      attribute: z.literal('risk_flag'),
      isOneOf: z.array(z.enum(['fraud', 'legal', 'compliance'])),
    }),
    z.object({ attribute: z.literal('value_cents'), atLeast: z.int().min(0) }),
    z.object({ attribute: z.literal('receiving_team'), isOneOf: z.array(idText).max(200) }),
    z.object({ attribute: z.literal('receiving_tier'), isOneOf: z.array(z.enum(tiers)) }),
  ])
  .meta({ id: 'PolicyCondition' });
export type PolicyCondition = z.infer<typeof policyCondition>;

/** How long; the unit is always said. */
export const policyTarget = z
  .discriminatedUnion('unit', [
    z.object({ unit: z.literal('minutes'), minutes: z.number() }),
    z.object({ unit: z.literal('working_days'), days: z.number() }),
    z.object({ unit: z.literal('end_of_working_day'), days: z.number() }),
  ])
  .meta({ id: 'PolicyTarget' });
export type PolicyTarget = z.infer<typeof policyTarget>;

const byPriority = z
  .object({
    low: policyTarget.optional(),
    normal: policyTarget.optional(),
    high: policyTarget.optional(),
    urgent: policyTarget.optional(),
  })
  .meta({ id: 'TargetsByPriority' });

const pausing = z.array(z.enum(ticketStates)).max(6).optional();

/** Whom an action tells. */
const whom = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['owner', 'handler', 'team', 'lead', 'manager']) }),
    z.object({ kind: z.literal('agent'), agentId: idText }),
    z.object({ kind: z.literal('named_team'), teamId: idText }),
  ])
  .meta({ id: 'Whom' });
export type Whom = z.infer<typeof whom>;

export const markAction = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('notify'), whom: z.array(whom).max(20) }),
    z.object({ type: z.literal('escalate'), reason: z.enum(reasonCodes) }),
    z.object({ type: z.literal('change_priority'), to: z.enum(priorities) }),
    z.object({
      type: z.literal('assign'),
      teamId: idText.nullable(),
      agentId: idText.nullable(),
    }),
    z.object({ type: z.literal('webhook'), url: z.string().max(2000) }),
    z.object({ type: z.literal('message_customer'), template: z.string().min(1).max(120) }),
  ])
  .meta({ id: 'MarkAction' });
export type MarkAction = z.infer<typeof markAction>;

const markTime = z.enum(['working', 'wall']).nullable();

/** A moment before or after a target, and what is then done. */
export const mark = z
  .object({
    id: z.string().max(80),
    metrics: z.array(z.enum(metrics)).max(7),
    at: z.discriminatedUnion('unit', [
      z.object({ unit: z.literal('percent'), percent: z.number(), time: markTime }),
      z.object({ unit: z.literal('minutes'), minutes: z.number(), time: markTime }),
    ]),
    actions: z.array(markAction).max(20),
    rearmBelowPercent: z.number().nullable(),
  })
  .meta({ id: 'Mark' });
export type Mark = z.infer<typeof mark>;

/** What a policy says. Its meaning is checked when it is saved, by the codes of the guide. */
export const policyDocument = z
  .object({
    name: z.string().trim().max(120),
    kind: z.enum(policyKinds),
    conditions: z.array(policyCondition).max(50),
    targets: z.object({
      first_response: byPriority.optional(),
      next_response: byPriority.optional(),
      resolution: byPriority.optional(),
      update: byPriority.optional(),
      acknowledge: byPriority.optional(),
      handle: byPriority.optional(),
    }),
    /** Null counts around the clock. */
    calendarVersionId: idText.nullable(),
    force24x7For: z.array(z.enum(priorities)).max(4),
    isFollowTheSun: z.boolean(),
    graceMinutes: z.number(),
    pauses: z.object({
      first_response: pausing,
      next_response: pausing,
      resolution: pausing,
      update: pausing,
      acknowledge: pausing,
      handle: pausing,
      close: pausing,
    }),
    resolution: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('first') }),
      z.object({ kind: z.literal('total') }),
      z.object({ kind: z.literal('fresh'), afterDays: z.number() }),
    ]),
    update: z.object({
      mode: z.enum(['periodic', 'pausable']),
      scope: z.enum(['ticket', 'escalation']),
    }),
    onChange: z.enum(['retroactive', 'fresh_start']),
    marks: z.array(mark).max(50),
    /** Says, with a reason, that a breach of the metric shall not escalate. */
    breachWaivers: z
      .array(z.object({ metric: z.enum(metrics), reason: z.string().trim().max(500) }))
      .max(10),
  })
  .meta({ id: 'PolicyDocument' });
export type PolicyDocument = z.infer<typeof policyDocument>;

export const policyVersion = versionRow
  .extend({ document: policyDocument })
  .meta({ id: 'SlaPolicyVersion' });

export const policyRow = z
  .object({
    id: idText,
    name: z.string(),
    kind: z.enum(policyKinds),
    archivedAt: z.string().nullable(),
    current: policyVersion,
    calendar: z.object({ id: idText, name: z.string(), isCurrent: z.boolean() }).nullable(),
    /** Open clocks that run by any version of it, and by an older one. */
    clockCount: z.number().int(),
    olderClockCount: z.number().int(),
  })
  .meta({ id: 'SlaPolicyRow' });
export type PolicyRow = z.infer<typeof policyRow>;

/** Something to know about a policy or the order of policies; a warning forbids nothing. */
export const settingProblem = z
  .object({
    path: z.string(),
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    value: z.string().nullable(),
  })
  .meta({ id: 'SettingProblem' });
export type SettingProblem = z.infer<typeof settingProblem>;

export const policyList = z
  .object({
    /** In the order in which they are tried; archived ones last. */
    items: z.array(policyRow),
    nextCursor: z.string().nullable(),
    /** Of the order; `path` is the index of the policy, or its kind. */
    problems: z.array(settingProblem),
  })
  .meta({ id: 'SlaPolicyList' });
export type PolicyList = z.infer<typeof policyList>;

export const policyDetail = policyRow
  .extend({
    versions: z.array(versionRow),
    /** Organizations whose contract names it. */
    organizations: z.array(named),
  })
  .meta({ id: 'SlaPolicyDetail' });
export type PolicyDetail = z.infer<typeof policyDetail>;

const policyParams = z.object({ policyId: idText });

export const listPolicies = endpoint({
  method: 'GET',
  url: '/api/v1/policies',
  summary:
    'Every SLA policy in the order in which they are tried, and what is odd about the order.',
  tag: 'policies',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { response: policyList },
});

export const readPolicy = endpoint({
  method: 'GET',
  url: '/api/v1/policies/:policyId',
  summary: 'One policy: its current version, its history, and who is under it.',
  tag: 'policies',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { params: policyParams, response: policyDetail },
});

export const readPolicyVersion = endpoint({
  method: 'GET',
  url: '/api/v1/policies/:policyId/versions/:versionId',
  summary: 'One version of a policy, current or past.',
  tag: 'policies',
  permission: 'policy.read',
  scope: 'settings:read',
  schema: { params: policyParams.extend({ versionId: idText }), response: policyVersion },
});

export const createPolicy = endpoint({
  method: 'POST',
  url: '/api/v1/policies',
  summary: 'Make a policy; it is tried before the others of its kind.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 201,
  schema: { body: z.object({ document: policyDocument }), response: policyDetail },
});

export const savePolicy = endpoint({
  method: 'POST',
  url: '/api/v1/policies/:policyId/versions',
  summary: 'Save a new version. New clocks take it; running ones keep theirs.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  status: 201,
  schema: {
    params: policyParams,
    body: z.object({
      document: policyDocument,
      /** The version that was edited. */
      version: z.number().int(),
    }),
    response: policyDetail,
  },
});

export const orderPolicies = endpoint({
  method: 'PUT',
  url: '/api/v1/policies/order',
  summary: 'Set the order in which the policies are tried; the first that matches is taken.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: { body: z.object({ policyIds: z.array(idText).min(1).max(200) }), response: policyList },
});

export const archivePolicy = endpoint({
  method: 'PUT',
  url: '/api/v1/policies/:policyId/archive',
  summary: 'Put a policy away, or take it back. Clocks that run by it run on.',
  tag: 'policies',
  permission: 'policy.write',
  scope: 'settings:write',
  schema: {
    params: policyParams,
    body: z.object({ isArchived: z.boolean() }),
    response: policyDetail,
  },
});
