import type { ReasonCode } from '../escalation/escalation.ts';
import type { AgentId, CalendarVersionId, PolicyVersionId, TeamId } from '../kernel/id.ts';
import type { Tier } from '../people/directory.ts';
import type { ChannelKind, Priority, TicketState } from '../ticket/ticket.ts';
import type { Metric, Target } from './clock.ts';

export const policyKinds = ['customer', 'hop'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/**
 * One claim about the ticket, its customer or, in a hop policy, the receiving team. It holds when
 * the attribute is one of the values (`tag`, `risk_flag`: when they share one).
 */
export type PolicyCondition =
  | { readonly attribute: 'priority'; readonly isOneOf: readonly Priority[] }
  | { readonly attribute: 'issue_type'; readonly isOneOf: readonly string[] }
  | { readonly attribute: 'channel'; readonly isOneOf: readonly ChannelKind[] }
  | { readonly attribute: 'language'; readonly isOneOf: readonly string[] }
  | { readonly attribute: 'tag'; readonly isOneOf: readonly string[] }
  | { readonly attribute: 'organization'; readonly isOneOf: readonly string[] }
  | { readonly attribute: 'segment'; readonly isOneOf: readonly ('b2c' | 'b2b' | 'key_account')[] }
  | { readonly attribute: 'plan'; readonly isOneOf: readonly string[] }
  | {
      readonly attribute: 'risk_flag';
      readonly isOneOf: readonly ('fraud' | 'legal' | 'compliance')[];
    }
  | { readonly attribute: 'value_cents'; readonly atLeast: number }
  | { readonly attribute: 'receiving_team'; readonly isOneOf: readonly TeamId[] }
  | { readonly attribute: 'receiving_tier'; readonly isOneOf: readonly Tier[] };

export type TargetsByPriority = Readonly<Partial<Record<Priority, Target>>>;
export type PolicyTargets = Readonly<Partial<Record<Metric, TargetsByPriority>>>;

/** Which states of the ticket pause which metric (C7). What is absent pauses nothing. */
export type PauseMatrix = Readonly<Partial<Record<Metric, readonly TicketState[]>>>;

/** C19. `fresh` opens a new cycle only when reopened more than `afterDays` days after solving. */
export type ResolutionKind =
  | { readonly kind: 'first' }
  | { readonly kind: 'total' }
  | { readonly kind: 'fresh'; readonly afterDays: number };

/**
 * C6. `periodic` never pauses whatever the matrix says. With the scope `escalation` it runs only
 * while an escalation is open; with `ticket`, from the first human reply or escalation on.
 */
export type UpdateRule = {
  readonly mode: 'periodic' | 'pausable';
  readonly scope: 'ticket' | 'escalation';
};

/**
 * When a mark falls due (C39): at a share of the target, or so many minutes before (negative) or
 * after it. `time` null means working time up to the target and wall time after it.
 */
export type MarkPoint =
  | { readonly unit: 'percent'; readonly percent: number; readonly time: MarkTime | null }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly time: MarkTime | null };
export type MarkTime = 'working' | 'wall';

/** Whom an action tells. `handler` is who works the escalation, the owner when there is none. */
export type Whom =
  | { readonly kind: 'owner' }
  | { readonly kind: 'handler' }
  | { readonly kind: 'team' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'manager' }
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'named_team'; readonly teamId: TeamId };

export type MarkAction =
  | { readonly type: 'notify'; readonly whom: readonly Whom[] }
  | { readonly type: 'escalate'; readonly reason: ReasonCode }
  | { readonly type: 'change_priority'; readonly to: Priority }
  | { readonly type: 'assign'; readonly teamId: TeamId | null; readonly agentId: AgentId | null }
  | { readonly type: 'webhook'; readonly url: string }
  | { readonly type: 'message_customer'; readonly template: string };

export type Mark = {
  /** Unique within the policy; part of the key that makes a firing happen once (C40). */
  readonly id: string;
  readonly metrics: readonly Metric[];
  readonly at: MarkPoint;
  readonly actions: readonly MarkAction[];
  /**
   * Once fired it fires again only after the clock has fallen below this share of its target,
   * which a later deadline can cause (C12). Null: never again in the cycle.
   */
  readonly rearmBelowPercent: number | null;
};

/** Says, with a reason, that a breach of the metric shall not escalate (SPEC D3). */
export type BreachWaiver = { readonly metric: Metric; readonly reason: string };

/** One version of a policy. Versions are archived, never changed or deleted (C15). */
export type PolicyVersion = {
  readonly id: PolicyVersionId;
  readonly policyId: string;
  readonly name: string;
  /** `customer`: the contract with the customer. `hop`: the internal targets of a team (C24). */
  readonly kind: PolicyKind;
  /** All must hold; none at all matches everything. */
  readonly conditions: readonly PolicyCondition[];
  readonly targets: PolicyTargets;
  /** Null means 24×7. A hop policy uses it only for a receiver without a calendar (C26). */
  readonly calendarVersionId: CalendarVersionId | null;
  /** Tickets of these priorities run 24×7 whatever the calendar (C26). */
  readonly force24x7For: readonly Priority[];
  /** Follow the sun: `acknowledge` counts while any team of the step is open (C27). */
  readonly isFollowTheSun: boolean;
  /** Open minutes given after opening to what started outside working hours (C28). */
  readonly graceMinutes: number;
  readonly pauses: PauseMatrix;
  readonly resolution: ResolutionKind;
  readonly update: UpdateRule;
  /** What a change of priority or policy does to running clocks (C13). */
  readonly onChange: 'retroactive' | 'fresh_start';
  readonly marks: readonly Mark[];
  readonly breachWaivers: readonly BreachWaiver[];
};
