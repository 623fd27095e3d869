import { earlier, type Instant } from '../kernel/instant.ts';
import type { SplitOrigin } from '../ticket/command.ts';
import type { Owed, TicketEvent } from '../ticket/event.ts';
import { isDone } from '../ticket/states.ts';
import type { Clock, Metric, Pause } from './clock.ts';
import { cancelClock, type Draft, recordDue, recordMoved } from './draft.ts';
import { openTicketClock, startTicketClock, startUpdate } from './ticket-clocks.ts';

type MergeTaken = Extract<TicketEvent, { readonly type: 'ticket.merge_taken' }>;

export type MergeChoice = {
  /** Whether the target's `resolution` counts from the older of the two starts. */
  readonly resolutionStart: 'own' | 'earlier';
};

/**
 * What a ticket goes on counting of one that was merged into it (C21): an unanswered message by
 * its own time, a promised update by its own due date, and the resolution from the older start
 * where that was chosen. The clocks of the source have ended as merged.
 */
export function takeOwed(draft: Draft, taken: MergeTaken): void {
  if (isDone(draft.ticket.state)) return;
  moveResponse(draft, taken.owed);
  moveUpdate(draft, taken.owed);
  if (taken.resolutionStart === 'earlier') moveResolution(draft, taken.owed);
}

/**
 * The clocks of a ticket that was split off count from the split message's own time (C22). A
 * message that had been answered already is not measured a second time.
 */
export function splitStarted(draft: Draft, { startsAt, talk }: SplitOrigin): void {
  const started = [startTicketClock(draft, 'resolution', startsAt)];
  if (talk.firstHumanReplyAt === null) {
    started.push(startTicketClock(draft, 'first_response', startsAt));
  } else if (talk.unansweredSince !== null) {
    started.push(startTicketClock(draft, 'next_response', talk.unansweredSince));
  }
  startUpdate(draft, draft.context.now);
  for (const clockId of started) if (clockId !== null) recordDue(draft, clockId, true);
}

/**
 * Messages have left for another ticket (C22): what was waiting for their answer waits for the
 * oldest one that is still here, or for none. The ticket says which that is.
 */
export function messagesLeft(draft: Draft): void {
  const waiting =
    openTicketClock(draft, 'first_response') ?? openTicketClock(draft, 'next_response');
  if (waiting === null) return;
  const since = draft.ticket.unansweredSince;
  if (since === null) {
    cancelClock(draft, waiting, 'split');
    return;
  }
  if (since <= waiting.startedAt || waiting.breachedAt !== null) return;
  const pauses = waiting.pauses.filter(({ to }) => to === null || to > since);
  restart(draft, waiting, since, pauses);
  recordDue(draft, waiting.id, true);
}

/** The oldest unanswered message of both tickets is what the target must answer (C3). */
function moveResponse(into: Draft, owed: readonly Owed[]): void {
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

function moveUpdate(into: Draft, owed: readonly Owed[]): void {
  const promised = find(owed, 'update');
  if (promised === null) return;
  const own = openTicketClock(into, 'update');
  if (own === null) startLike(into, 'update', promised);
  else startEarlier(into, own, promised);
}

function moveResolution(into: Draft, owed: readonly Owed[]): void {
  const theirs = find(owed, 'resolution');
  const own = openTicketClock(into, 'resolution');
  if (theirs !== null && own !== null) startEarlier(into, own, theirs);
}

function startLike(into: Draft, metric: Metric, model: Owed): void {
  const clockId = startTicketClock(into, metric, model.startedAt);
  if (clockId === null) return;
  const clock = into.clocks.find(({ id }) => id === clockId);
  if (clock !== undefined && model.pauses.length > 0) {
    restart(into, clock, model.startedAt, model.pauses);
  }
  recordDue(into, clockId, true);
}

/** Lets the clock count from the other's start, with its pauses up to the own start. */
function startEarlier(into: Draft, own: Clock, other: Owed): void {
  if (other.startedAt >= own.startedAt || own.breachedAt !== null) return;
  const before = other.pauses
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

function find(owed: readonly Owed[], metric: Owed['metric']): Owed | null {
  return owed.find((each) => each.metric === metric) ?? null;
}
