import type { EscalationId, HopId } from '../kernel/id.ts';
import type {
  Brief,
  CauseCode,
  EscalationRequester,
  EscalationType,
  ReasonCode,
  StepTarget,
} from './escalation.ts';

export type Escalate = {
  readonly type: 'escalate';
  /** Whom the agent chose; absent or null takes the path the matrix gives. */
  readonly target?: StepTarget | null;
  readonly reason: ReasonCode;
  /** Required when an agent escalates; when a rule does, the brief is made of facts. */
  readonly brief?: Brief | null;
  /** Absent: functional or hierarchical by what the target is, automatic when a rule asks. */
  readonly escalationType?: EscalationType | null;
  /** Absent means yes: the customer keeps one face. */
  readonly keepOwner?: boolean;
  readonly requestedBy: EscalationRequester;
};

export type PassOn = {
  readonly type: 'passOn';
  readonly hopId: HopId;
  readonly target: StepTarget;
  readonly words: string;
};

/** What may be asked of a ticket's escalations. Who asks is the context's actor. */
export type EscalationCommand =
  | Escalate
  | { readonly type: 'acknowledge'; readonly hopId: HopId }
  /** Gives back what one had taken on: the climb goes on as if nobody had it (C42). */
  | { readonly type: 'unacknowledge'; readonly hopId: HopId; readonly words: string | null }
  | { readonly type: 'decline'; readonly hopId: HopId; readonly reason: string }
  | { readonly type: 'handBack'; readonly hopId: HopId; readonly answer: string }
  | PassOn
  | { readonly type: 'solveHop'; readonly hopId: HopId; readonly answer: string }
  | {
      readonly type: 'closeEscalation';
      readonly escalationId: EscalationId;
      readonly cause: CauseCode;
      readonly lesson: string;
    }
  /** From the timekeeper: nobody acknowledged the hop within its minutes. */
  | { readonly type: 'acknowledgeTimedOut'; readonly hopId: HopId }
  /** The customer asks for somebody higher, from the portal or the progress page. */
  | { readonly type: 'customerRequests'; readonly words: string };

export type HopCommand = Extract<EscalationCommand, { readonly hopId: HopId }>;

/** Why an escalation command was refused; each is a code of the API. */
export const escalationRefusals = [
  'escalation_active',
  'escalation_not_found',
  'escalation_still_active',
  'escalation_closed',
  'hop_not_found',
  'hop_ended',
  'hop_already_acknowledged',
  'hop_not_acknowledged',
  'brief_incomplete',
  'words_required',
  'target_unreachable',
  'target_is_current',
  'not_permitted',
  'ticket_closed',
  'ticket_is_spam',
] as const;
export type EscalationRefusal = (typeof escalationRefusals)[number];
