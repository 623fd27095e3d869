import type { AgentId, EscalationId, HopId, MatrixVersionId, TeamId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Tier } from '../people/directory.ts';

export const escalationTypes = ['functional', 'hierarchical', 'automatic'] as const;
export type EscalationType = (typeof escalationTypes)[number];

export const reasonCodes = [
  'needs_authority',
  'needs_expertise',
  'wrong_department',
  'customer_request',
  'key_account',
  'clock_warning',
  'clock_breach',
  'conflict',
  'compliance',
  'fraud',
  'outage',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const causeCodes = [
  'knowledge_gap',
  'missing_authority',
  'wrong_information',
  'sla_breach',
  'product_fault',
  'conflict',
  'policy',
  'other',
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** On whose wish it began: an agent's, the customer's, or a rule's (a clock, a mark). */
export const escalationRequesters = ['agent', 'customer', 'rule'] as const;
export type EscalationRequester = (typeof escalationRequesters)[number];

/** What the next person must know. All four are required before a hand-made escalation starts. */
export type Brief = {
  readonly wants: string;
  readonly tried: string;
  readonly needed: string;
  readonly neededBy: Instant | null;
};

/** Whom a step names, before it is resolved against the directory. */
export type StepTarget =
  | { readonly kind: 'team'; readonly teamId: TeamId }
  | { readonly kind: 'tier'; readonly tier: Tier; readonly department: string | null }
  | { readonly kind: 'team_lead'; readonly teamId: TeamId | null }
  | { readonly kind: 'team_manager'; readonly teamId: TeamId | null }
  | { readonly kind: 'on_call'; readonly teamId: TeamId }
  | { readonly kind: 'role'; readonly role: 'admin' | 'manager' }
  | { readonly kind: 'agent'; readonly agentId: AgentId };

/** One step of a path: who, how long they have to acknowledge, and who is told besides. */
export type PathStep = {
  readonly id: string;
  /** Several at once are all offered the hop; the first to acknowledge has it. */
  readonly targets: readonly StepTarget[];
  readonly acknowledgeMinutes: number;
  readonly handleMinutes: number | null;
  readonly tell: readonly StepTarget[];
};

/** Whom a hop really reached: a team's queue, or people by name, with the words for why. */
export type Receiver =
  | { readonly kind: 'team'; readonly teamId: TeamId }
  | {
      readonly kind: 'agents';
      readonly agentIds: readonly AgentId[];
      readonly teamId: TeamId | null;
    };

export const hopEndings = ['solved', 'handed_back', 'passed_on', 'declined', 'timed_out'] as const;
export type HopEnding = (typeof hopEndings)[number];

type HopBase = {
  readonly id: HopId;
  readonly index: number;
  /** Index in the escalation's path; null for a hop to somebody chosen by hand. */
  readonly stepIndex: number | null;
  readonly from: Receiver | null;
  readonly to: Receiver;
  readonly tier: Tier | null;
  readonly acknowledgeMinutes: number;
  readonly handleMinutes: number | null;
  readonly offeredAt: Instant;
};

/** offered ⇄ acknowledged → ended, or offered → ended. */
export type Hop =
  | (HopBase & {
      readonly state: 'offered';
      /** When whoever had it gave it back; it waits for somebody anew since then (C42). */
      readonly givenBackAt?: Instant;
    })
  | (HopBase & {
      readonly state: 'acknowledged';
      readonly acknowledgedAt: Instant;
      readonly acknowledgedBy: AgentId;
    })
  | (HopBase & {
      readonly state: 'ended';
      readonly acknowledgedAt: Instant | null;
      readonly acknowledgedBy: AgentId | null;
      readonly ending: HopEnding;
      readonly endedAt: Instant;
      readonly endedBy: AgentId | null;
      /** The answer handed back, or the reason for declining. */
      readonly words: string | null;
    });

type EscalationBase = {
  readonly id: EscalationId;
  readonly type: EscalationType;
  readonly reason: ReasonCode;
  readonly brief: Brief;
  readonly startedAt: Instant;
  /** The agent who escalated; null when a clock or rule did. */
  readonly startedBy: AgentId | null;
  readonly requestedBy: EscalationRequester;
  /** False when the escalating agent asked to give the ticket away: who acknowledges owns it. */
  readonly keepsOwner: boolean;
  /** An escalation keeps the matrix version it began with. */
  readonly matrixVersionId: MatrixVersionId;
  readonly ruleId: string | null;
  readonly path: readonly PathStep[];
  readonly hops: readonly Hop[];
  /** How often it may be passed on by hand before it goes to a manager (E5). */
  readonly transferLimit: number;
  readonly closeBy: Instant;
};

/**
 * `active`: a hop is offered or acknowledged. `returned`: the last hop was handed back or solved
 * and the owner works with the answer. `closed`: cause and lesson are given.
 */
export type Escalation =
  | (EscalationBase & { readonly state: 'active' })
  | (EscalationBase & { readonly state: 'returned'; readonly returnedAt: Instant })
  | (EscalationBase & {
      readonly state: 'closed';
      readonly closedAt: Instant;
      readonly closedBy: AgentId | null;
      readonly cause: CauseCode;
      readonly lesson: string;
    });
