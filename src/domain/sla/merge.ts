import { earlier, type Instant } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import { isDone } from '../ticket/states.ts';
import type { Clock, Metric, Pause } from './clock.ts';
import { cancelClock, type Draft, openDraft, recordDue, recordMoved } from './draft.ts';
import type { ClockEvent } from './event.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import { openTicketClock, runsNoClocks, startTicketClock } from './ticket-clocks.ts';

export type MergeChoice = {
  /** Whether the target's `resolution` counts from the older of the two starts. */
  readonly resolutionStart: 'own' | 'earlier';
};

/**
 * The clocks of two tickets that become one (C21). Those of the source end as merged, never as
 * met. What the source still owed moves to the target: an unanswered message by its own time, a
 * promised update by its own due date.
 */
export function mergeClocks(
  source: TicketAggregate,
  target: TicketAggregate,
  { choice, context }: { readonly choice: MergeChoice; readonly context: DecisionContext },
): { readonly source: ClockEvent[]; readonly target: ClockEvent[] } {
  const from = openDraft(source, context);
  const owed = source.clocks.filter(isOpenClock);
  for (const clock of owed) cancelClock(from, clock, 'merged');
  const into = openDraft(target, context);
  if (!runsNoClocks(target.ticket) && !isDone(target.ticket.state)) {
    moveResponse(into, owed);
    moveUpdate(into, owed);
    if (choice.resolutionStart === 'earlier') moveResolution(into, owed);
  }
  return { source: from.events, target: into.events };
}

/**
 * The clocks of a ticket that was split off: it counts from the split message's own time (C22).
 * `aggregate` is the new ticket, which has none yet.
 */
export function splitClocks(
  aggregate: TicketAggregate,
  messageAt: Instant,
  context: DecisionContext,
): ClockEvent[] {
  const draft = openDraft(aggregate, context);
  if (runsNoClocks(aggregate.ticket) || isDone(aggregate.ticket.state)) return [];
  for (const metric of ['resolution', 'first_response'] as const) {
    const clockId = startTicketClock(draft, metric, messageAt);
    if (clockId !== null) recordDue(draft, clockId, true);
  }
  return draft.events;
}

/** The oldest unanswered message of both tickets is what the target must answer (C3). */
function moveResponse(into: Draft, owed: readonly Clock[]): void {
  const waiting = find(owed, 'first_response') ?? find(owed, 'next_response');
  if (waiting === null) return;
  const own = openTicketClock(into, 'first_response') ?? openTicketClock(into, 'next_response');
  if (own !== null) {
    startEarlier(into, own, waiting);
    return;
  }
  const isAnswered = into.ticket.firstHumanReplyAt !== null;
  const metric = isAnswered ? 'next_response' : 'first_response';
  startLike(into, metric, waiting);
}

function moveUpdate(into: Draft, owed: readonly Clock[]): void {
  const promised = find(owed, 'update');
  if (promised === null) return;
  const own = openTicketClock(into, 'update');
  if (own === null) startLike(into, 'update', promised);
  else startEarlier(into, own, promised);
}

function moveResolution(into: Draft, owed: readonly Clock[]): void {
  const theirs = find(owed, 'resolution');
  const own = openTicketClock(into, 'resolution');
  if (theirs !== null && own !== null) startEarlier(into, own, theirs);
}

function startLike(into: Draft, metric: Metric, model: Clock): void {
  const clockId = startTicketClock(into, metric, model.startedAt);
  if (clockId === null) return;
  const clock = into.clocks.find(({ id }) => id === clockId);
  const past = endedPauses(model);
  if (clock !== undefined && past.length > 0) restart(into, clock, model.startedAt, past);
  recordDue(into, clockId, true);
}

/** Lets the clock count from the other's start, with its pauses up to the own start. */
function startEarlier(into: Draft, own: Clock, other: Clock): void {
  if (other.startedAt >= own.startedAt || own.breachedAt !== null) return;
  const before = endedPauses(other)
    .filter((pause) => pause.from < own.startedAt)
    .map((pause) => ({ ...pause, to: earlier(pause.to ?? own.startedAt, own.startedAt) }));
  restart(into, own, other.startedAt, [...before, ...own.pauses]);
  recordDue(into, own.id, true);
}

function restart(into: Draft, clock: Clock, startedAt: Instant, pauses: readonly Pause[]): void {
  recordMoved(into, clock.id, (dueAfter) => ({
    type: 'clock.retargeted',
    clockId: clock.id,
    target: clock.target,
    policyVersionId: clock.policyVersionId,
    calendarVersionId: clock.calendarVersionId,
    dueBefore: clock.dueAt,
    dueAfter,
    restart: { startedAt, pauses },
  }));
}

/** The pauses that are over; one still on belongs to the state of the ticket that is left. */
function endedPauses(clock: Clock): readonly Pause[] {
  return isPausedClock(clock) ? clock.pauses.slice(0, -1) : clock.pauses;
}

function find(clocks: readonly Clock[], metric: Metric): Clock | null {
  return clocks.find((clock) => clock.metric === metric && clock.subject.kind === 'ticket') ?? null;
}
