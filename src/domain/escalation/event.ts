import type { AgentId, EscalationId, HopId, MatrixVersionId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Tier } from '../people/directory.ts';
import type {
  Brief,
  CauseCode,
  EscalationRequester,
  EscalationType,
  HopEnding,
  PathStep,
  ReasonCode,
  Receiver,
} from './escalation.ts';

/** What can happen to an escalation and its hops. */
export type EscalationEvent =
  | {
      readonly type: 'escalation.started';
      readonly escalationId: EscalationId;
      readonly escalationType: EscalationType;
      readonly reason: ReasonCode;
      readonly brief: Brief;
      readonly matrixVersionId: MatrixVersionId;
      readonly ruleId: string | null;
      readonly path: readonly PathStep[];
      readonly closeBy: Instant;
      readonly transferLimit: number;
      readonly requestedBy: EscalationRequester;
      readonly keepsOwner: boolean;
    }
  | {
      readonly type: 'hop.offered';
      readonly escalationId: EscalationId;
      readonly hopId: HopId;
      readonly index: number;
      readonly stepIndex: number | null;
      readonly from: Receiver | null;
      readonly to: Receiver;
      readonly tier: Tier | null;
      readonly acknowledgeMinutes: number;
      readonly handleMinutes: number | null;
      /** Who is told besides those it is offered to; each once, none of the receivers. */
      readonly tell: readonly AgentId[];
      /** Why these people, as `code` or `code:subject` (see `routing/why.ts`); words are the page's. */
      readonly why: readonly string[];
    }
  | {
      readonly type: 'hop.acknowledged';
      readonly escalationId: EscalationId;
      readonly hopId: HopId;
      readonly agentId: AgentId;
    }
  /** Whoever had it has given it back: it is offered again to those who were asked (C42). */
  | {
      readonly type: 'hop.unacknowledged';
      readonly escalationId: EscalationId;
      readonly hopId: HopId;
      readonly agentId: AgentId;
      readonly words: string | null;
    }
  | {
      readonly type: 'hop.ended';
      readonly escalationId: EscalationId;
      readonly hopId: HopId;
      readonly ending: HopEnding;
      readonly agentId: AgentId | null;
      readonly words: string | null;
    }
  | {
      readonly type: 'escalation.returned';
      readonly escalationId: EscalationId;
    }
  | {
      readonly type: 'escalation.closed';
      readonly escalationId: EscalationId;
      readonly agentId: AgentId | null;
      readonly cause: CauseCode;
      readonly lesson: string;
    };
