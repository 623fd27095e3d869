import { readWhy, type Why } from '../routing/why.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Actor, Cause, Recorded, TicketEvent } from './event.ts';
import { stateReasons } from './states.ts';

/** Every code an entry can have; the catalogues of words are checked against it. */
export const timelineCodes = [
  'ticket.created',
  'ticket.created.split',
  'ticket.state_changed.new',
  'ticket.state_changed.open',
  'ticket.state_changed.pending',
  'ticket.state_changed.on_hold',
  'ticket.state_changed.solved',
  'ticket.state_changed.closed',
  'ticket.state_changed.first_touch',
  'ticket.state_changed.customer_replied',
  'ticket.state_changed.reply_recalled',
  'ticket.state_changed.delivery_failed',
  'ticket.state_changed.pause_ended',
  'ticket.state_changed.auto_closed',
  'ticket.state_changed.merged',
  'ticket.priority_changed',
  'ticket.assigned.taken',
  'ticket.assigned.handed_over',
  'ticket.assigned.to_queue',
  'ticket.tags_changed',
  'ticket.subject_changed',
  'ticket.issue_type_changed',
  'ticket.language_changed',
  'ticket.snoozed',
  'ticket.woken',
  'ticket.marked_spam',
  'ticket.marked_spam.cleared',
  'ticket.reminded.near',
  'ticket.reminded.over',
  'ticket.idle_noticed',
  'ticket.merged',
  'ticket.merge_taken',
  'ticket.split',
  'call.logged',
  'call.logged.unanswered',
  'message.received',
  'message.received.automatic',
  'message.sent',
  'message.sent.automatic',
  'message.recalled',
  'message.failed',
  'message.resent',
  'note.added',
  'feedback.requested',
  'feedback.received',
  'conflict.noticed',
  'conflict.corrected',
  'escalation.started.functional',
  'escalation.started.hierarchical',
  'escalation.started.automatic',
  'escalation.returned',
  'escalation.closed',
  'hop.offered',
  'hop.acknowledged',
  'hop.unacknowledged',
  'hop.ended.solved',
  'hop.ended.handed_back',
  'hop.ended.passed_on',
  'hop.ended.declined',
  'hop.ended.timed_out',
  'clock.started',
  'clock.paused',
  'clock.resumed',
  'clock.retargeted',
  'clock.calendar_changed',
  'clock.deadline_set',
  'clock.deadline_cleared',
  'clock.met',
  'clock.unfulfilled',
  'clock.unfulfilled.undelivered',
  'clock.reopened',
  'clock.breached',
  'clock.breached.on_change',
  'clock.mark_reached',
  'clock.cancelled',
] as const;
export type TimelineCode = (typeof timelineCodes)[number];

/** The clock that led to an event, as it was then. */
export type ExplainedClock = {
  readonly clockId: string;
  readonly metric: string | null;
  readonly cycle: number | null;
  readonly markId: string | null;
  readonly policyVersionId: string | null;
  readonly dueAt: Instant | null;
};

/** The rule of the matrix that led to an event; `ruleId` null is the matrix's fallback. */
export type ExplainedRule = { readonly matrixVersionId: string; readonly ruleId: string | null };

/**
 * One entry of the timeline's past, as data. The pages word it by `code` in the reader's
 * language; nothing here is a sentence.
 */
export type TimelineEntry = {
  /** The event's type, with what tells two of the same type apart: `hop.ended.timed_out`. */
  readonly code: TimelineCode;
  readonly at: Instant;
  readonly actor: Actor;
  readonly clock: ExplainedClock | null;
  readonly rule: ExplainedRule | null;
  /** Why these people, for an offer: who was chosen and who was passed by. */
  readonly why: readonly Why[];
  /** How late it was noticed, in milliseconds; null when nothing fell due (C37). */
  readonly latenessMs: number | null;
  /** `main` is always shown; `detail` is the machinery, folded away until asked for. */
  readonly weight: 'main' | 'detail';
  /** Whether the customer may see that it happened; words are chosen apart (G3). */
  readonly isPublic: boolean;
};

/** Explains one event: what it was, who or what did it, under which clock and rule (P4). */
export function explain({ event, at, actor, cause }: Recorded): TimelineEntry {
  return {
    code: codeOf(event),
    at,
    actor,
    clock: clockOf(event, cause),
    rule: ruleOf(event, cause),
    why: event.type === 'hop.offered' ? event.why.flatMap((text) => readWhy(text) ?? []) : [],
    latenessMs: latenessOf(event, { at, cause }),
    weight: weightOf(event),
    isPublic: event.type === 'message.received' || event.type === 'message.sent',
  };
}

function codeOf(event: TicketEvent): TimelineCode {
  switch (event.type) {
    case 'ticket.created':
      return event.split === undefined ? event.type : `${event.type}.split`;
    case 'call.logged':
      return event.isAnswered ? event.type : `${event.type}.unanswered`;
    case 'ticket.state_changed': {
      const byRule = stateReasons.find((reason) => reason === event.reason);
      return byRule === undefined ? `${event.type}.${event.to}` : `${event.type}.${byRule}`;
    }
    case 'ticket.assigned':
      if (event.toOwnerId === null) return `${event.type}.to_queue`;
      return event.fromOwnerId === null ? `${event.type}.taken` : `${event.type}.handed_over`;
    case 'ticket.marked_spam':
      return event.isSpam ? event.type : `${event.type}.cleared`;
    case 'ticket.reminded':
      return event.daysLeft > 0 ? `${event.type}.near` : `${event.type}.over`;
    case 'message.received':
      return event.isAutomatic ? `${event.type}.automatic` : event.type;
    case 'message.sent':
      return event.agentId === null ? `${event.type}.automatic` : event.type;
    case 'escalation.started':
      return `${event.type}.${event.escalationType}`;
    case 'hop.ended':
      return `${event.type}.${event.ending}`;
    case 'clock.unfulfilled':
      return event.because === 'undelivered' ? `${event.type}.undelivered` : event.type;
    case 'clock.breached':
      return event.isOnChange ? `${event.type}.on_change` : event.type;
    default:
      return event.type;
  }
}

function clockOf(event: TicketEvent, cause: Cause | null): ExplainedClock | null {
  const clockId = 'clockId' in event ? event.clockId : cause?.clockId;
  if (clockId === undefined) return null;
  const own = 'metric' in event ? event.metric : undefined;
  const marks = event.type === 'clock.mark_reached' ? event.markIds.at(-1) : undefined;
  const policy = 'policyVersionId' in event ? event.policyVersionId : undefined;
  return {
    clockId,
    metric: own ?? cause?.metric ?? null,
    cycle: (event.type === 'clock.started' ? event.cycle : cause?.cycle) ?? null,
    markId: marks ?? cause?.markId ?? null,
    policyVersionId: policy ?? cause?.policyVersionId ?? null,
    dueAt: dueAtOf(event) ?? cause?.dueAt ?? null,
  };
}

function ruleOf(event: TicketEvent, cause: Cause | null): ExplainedRule | null {
  if (event.type === 'escalation.started') {
    return { matrixVersionId: event.matrixVersionId, ruleId: event.ruleId };
  }
  if (cause?.matrixVersionId === undefined) return null;
  return { matrixVersionId: cause.matrixVersionId, ruleId: cause.ruleId ?? null };
}

function latenessOf(
  event: TicketEvent,
  { at, cause }: Pick<Recorded, 'at' | 'cause'>,
): number | null {
  const dueAt = dueAtOf(event) ?? cause?.dueAt;
  return dueAt === undefined ? null : Math.max(0, at - dueAt);
}

function dueAtOf(event: TicketEvent): Instant | undefined {
  if (event.type === 'clock.breached') return event.breachedAt;
  return event.type === 'clock.mark_reached' ? event.reachedAt : undefined;
}

/** Clocks that start, stop and move are machinery; that one warns or breaches is news. */
function weightOf(event: TicketEvent): TimelineEntry['weight'] {
  if (event.type === 'clock.breached' || event.type === 'clock.mark_reached') return 'main';
  // What a person did to a clock is theirs to answer for.
  if (event.type === 'clock.deadline_set' || event.type === 'clock.deadline_cleared') return 'main';
  // Why the customer counts as waiting again is for everybody to see.
  if (event.type === 'clock.unfulfilled' && event.because === 'undelivered') return 'main';
  if (event.type.startsWith('clock.')) return 'detail';
  const isMinor =
    event.type === 'conflict.noticed' ||
    event.type === 'ticket.tags_changed' ||
    event.type === 'ticket.language_changed' ||
    event.type === 'feedback.requested';
  return isMinor ? 'detail' : 'main';
}
