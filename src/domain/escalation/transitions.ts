import type { EscalationCommand, EscalationRefusal } from './command.ts';
import type { EscalationEvent } from './event.ts';

/*
 * The states of a ticket's escalation and their exits, as one table.
 *
 * `none` has no escalation, or only closed ones. `offered` waits for somebody to acknowledge: it
 * leaves by a person, or by time. `acknowledged` is being worked: it leaves by a person, who may
 * also give it back to `offered`, or when its handling time is breached (`reactions.ts`). `returned` waits for cause and lesson. `closed` is
 * the end, from where only a new escalation leads on. No state is without an exit.
 */

export const escalationPositions = [
  'none',
  'offered',
  'acknowledged',
  'returned',
  'closed',
] as const;
export type EscalationPosition = (typeof escalationPositions)[number];

/** What the one who asks must be; several are alternatives. `who-may.ts` says who is what. */
export type Relation =
  /** Among those the hop is offered to. */
  | 'receiver'
  /** Acknowledged the hop. */
  | 'handler'
  | 'owner'
  /** Began the escalation. */
  | 'starter'
  /** Leads or manages the receiving team. */
  | 'lead'
  /** Leads or manages the team the ticket is in. */
  | 'home_lead'
  /** Has the role manager or admin. */
  | 'authority'
  /** Any agent who works tickets. */
  | 'agent'
  | 'customer'
  /** A clock or rule. */
  | 'system';

export type Transition =
  | {
      readonly to: EscalationPosition;
      readonly who: readonly Relation[];
      /** In the order in which they are recorded. */
      readonly events: readonly EscalationEvent['type'][];
    }
  | { readonly refusal: EscalationRefusal };

const anyReceiver = ['receiver', 'lead', 'authority'] as const;
const anyHandler = ['handler', 'receiver', 'lead', 'authority'] as const;
const anyCloser = ['owner', 'starter', 'handler', 'lead', 'home_lead', 'authority'] as const;
const begins = ['escalation.started', 'hop.offered'] as const;
const returns = ['hop.ended', 'escalation.returned'] as const;
const moves = ['hop.ended', 'hop.offered'] as const;
const noHop = { refusal: 'hop_not_found' } as const;
const hopOver = { refusal: 'hop_ended' } as const;
const isActive = { refusal: 'escalation_active' } as const;
const starts = { to: 'offered', who: ['agent', 'system'], events: begins } as const;
const startsForCustomer = {
  to: 'offered',
  who: ['customer', 'agent', 'system'],
  events: begins,
} as const;

/**
 * What each command does in each position. Whoever answers, solves or passes on what they never
 * acknowledged acknowledges it by that, so that the acknowledge clock ends as met.
 */
export const transitions: Readonly<
  Record<EscalationPosition, Readonly<Record<EscalationCommand['type'], Transition>>>
> = {
  none: {
    escalate: starts,
    customerRequests: startsForCustomer,
    acknowledge: noHop,
    unacknowledge: noHop,
    decline: noHop,
    handBack: noHop,
    passOn: noHop,
    solveHop: noHop,
    acknowledgeTimedOut: noHop,
    closeEscalation: { refusal: 'escalation_not_found' },
  },
  offered: {
    escalate: isActive,
    customerRequests: isActive,
    acknowledge: { to: 'acknowledged', who: anyReceiver, events: ['hop.acknowledged'] },
    unacknowledge: { refusal: 'hop_not_acknowledged' },
    decline: { to: 'offered', who: anyReceiver, events: moves },
    handBack: { to: 'returned', who: anyHandler, events: ['hop.acknowledged', ...returns] },
    passOn: { to: 'offered', who: anyHandler, events: ['hop.acknowledged', ...moves] },
    solveHop: {
      to: 'returned',
      // An owner who was not asked only withdraws the question, and acknowledges nothing.
      who: [...anyHandler, 'owner'],
      events: ['hop.acknowledged', ...returns],
    },
    acknowledgeTimedOut: { to: 'offered', who: ['system'], events: moves },
    closeEscalation: { refusal: 'escalation_still_active' },
  },
  acknowledged: {
    escalate: isActive,
    customerRequests: isActive,
    acknowledge: { refusal: 'hop_already_acknowledged' },
    // A colleague who was asked too may not take it from whoever has it.
    unacknowledge: {
      to: 'offered',
      who: ['handler', 'lead', 'authority'],
      events: ['hop.unacknowledged'],
    },
    decline: { refusal: 'hop_already_acknowledged' },
    handBack: { to: 'returned', who: anyHandler, events: returns },
    passOn: { to: 'offered', who: anyHandler, events: moves },
    solveHop: { to: 'returned', who: [...anyHandler, 'owner'], events: returns },
    acknowledgeTimedOut: { refusal: 'hop_already_acknowledged' },
    closeEscalation: { refusal: 'escalation_still_active' },
  },
  returned: {
    escalate: starts,
    customerRequests: startsForCustomer,
    acknowledge: hopOver,
    unacknowledge: hopOver,
    decline: hopOver,
    handBack: hopOver,
    passOn: hopOver,
    solveHop: hopOver,
    acknowledgeTimedOut: hopOver,
    closeEscalation: { to: 'closed', who: anyCloser, events: ['escalation.closed'] },
  },
  closed: {
    escalate: starts,
    customerRequests: startsForCustomer,
    acknowledge: hopOver,
    unacknowledge: hopOver,
    decline: hopOver,
    handBack: hopOver,
    passOn: hopOver,
    solveHop: hopOver,
    acknowledgeTimedOut: hopOver,
    closeEscalation: { refusal: 'escalation_closed' },
  },
};
