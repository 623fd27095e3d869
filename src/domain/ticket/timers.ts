import { mayAsk } from '../feedback/survey.ts';
import type { NewId } from '../kernel/id.ts';
import { minuteMs, plusMs } from '../kernel/instant.ts';
import { clockTimers } from '../sla/timers.ts';
import type { TicketAggregate } from './aggregate.ts';
import { closeByReminders } from './close-by.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import { autoCloseAfterMs, feedbackAfterMs, idleAfterMs } from './periods.ts';
import { isSilent } from './states.ts';
import type { Timer, TimerCall } from './timer.ts';

/**
 * Everything that will happen to the ticket by itself, in order of time. A pure projection: the
 * caller replaces the ticket's rows with it after every command, and never sets a timer else.
 */
export function dueThings(aggregate: TicketAggregate, context: DecisionContext): readonly Timer[] {
  const timers = [
    ...clockMarks(aggregate, context),
    ...ticketTimers(aggregate),
    ...unclockedHops(aggregate),
    ...closeByTimers(aggregate),
  ];
  if (timers.length === 0) return idleTimer(aggregate);
  return timers.sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

/** The command that a timer gives when its time has come. `newId` names a survey. */
export function commandOfTimer(timer: TimerCall, newId: NewId): TicketCommand {
  switch (timer.kind) {
    case 'clock_mark':
      return { type: 'reachMark', clockId: timer.payload.clockId };
    case 'snooze':
      return { type: 'wake' };
    case 'pause_limit':
      return { type: 'endPause' };
    case 'auto_close':
      return { type: 'autoClose' };
    case 'feedback':
      return { type: 'requestFeedback', surveyId: newId() };
    case 'idle':
      return { type: 'noticeIdle' };
    case 'hop_acknowledge':
      return {
        type: 'escalation',
        command: { type: 'acknowledgeTimedOut', hopId: timer.payload.hopId },
      };
    case 'close_by':
      return { type: 'remindCloseBy', ...timer.payload };
    default:
      throw new TypeError(`no such timer: ${JSON.stringify(timer satisfies never)}`);
  }
}

/**
 * The last net: a ticket that is not closed and that nothing else would ever bring up again, for
 * instance because all its clocks have breached, is brought up a week after its last change.
 */
function idleTimer({ ticket }: TicketAggregate): readonly Timer[] {
  if (ticket.state === 'closed' || isSilent(ticket)) return [];
  const { id: ticketId, updatedAt } = ticket;
  const dueAt = plusMs(updatedAt, idleAfterMs);
  return [{ kind: 'idle', key: `idle:${ticketId}:${updatedAt}`, ticketId, dueAt, payload: {} }];
}

function clockMarks(aggregate: TicketAggregate, context: DecisionContext): readonly Timer[] {
  const ticketId = aggregate.ticket.id;
  return clockTimers(aggregate, context).map(({ key, dueAt, clockId }) => ({
    kind: 'clock_mark',
    key,
    ticketId,
    dueAt,
    payload: { clockId },
  }));
}

function ticketTimers({ ticket, escalations }: TicketAggregate): readonly Timer[] {
  const { id: ticketId, snoozedUntil, pausedUntil, solvedAt } = ticket;
  const timers: Timer[] = [];
  if (snoozedUntil !== null) {
    const key = `snooze:${ticketId}:${snoozedUntil}`;
    timers.push({ kind: 'snooze', key, ticketId, dueAt: snoozedUntil, payload: {} });
  }
  if (pausedUntil !== null) {
    const key = `pause_limit:${ticketId}:${pausedUntil}`;
    timers.push({ kind: 'pause_limit', key, ticketId, dueAt: pausedUntil, payload: {} });
  }
  if (solvedAt === null) return timers;
  // The climb's cause and lesson come first; its own reminders see to that (E9).
  const isClimbing = escalations.some(({ state }) => state !== 'closed');
  if (ticket.state === 'solved' && !isClimbing && !ticket.isImported) {
    const dueAt = plusMs(solvedAt, autoCloseAfterMs);
    const key = `auto_close:${ticketId}:${solvedAt}`;
    timers.push({ kind: 'auto_close', key, ticketId, dueAt, payload: {} });
  }
  if (mayAsk(ticket)) {
    const dueAt = plusMs(solvedAt, feedbackAfterMs);
    timers.push({
      kind: 'feedback',
      key: `feedback:${ticketId}:${solvedAt}`,
      ticketId,
      dueAt,
      payload: {},
    });
  }
  return timers;
}

/**
 * An offer climbs when its `acknowledge` clock breaches. Where no policy gave it one, its step's
 * own minutes stand in, by the wall clock: no offer lies for ever.
 */
function unclockedHops({ ticket, clocks, escalations }: TicketAggregate): readonly Timer[] {
  if (isSilent(ticket)) return [];
  return escalations.flatMap((escalation): Timer[] => {
    const hop = escalation.hops.at(-1);
    if (escalation.state !== 'active' || hop?.state !== 'offered') return [];
    const isClocked = clocks.some(
      ({ metric, subject }) =>
        metric === 'acknowledge' && subject.kind === 'hop' && subject.hopId === hop.id,
    );
    if (isClocked) return [];
    const dueAt = plusMs(hop.givenBackAt ?? hop.offeredAt, hop.acknowledgeMinutes * minuteMs);
    // Given back, it falls due anew, and a key that has fired stays spent.
    const again = hop.givenBackAt === undefined ? '' : `:${hop.givenBackAt}`;
    const key = `hop_acknowledge:${hop.id}${again}`;
    return [
      { kind: 'hop_acknowledge', key, ticketId: ticket.id, dueAt, payload: { hopId: hop.id } },
    ];
  });
}

function closeByTimers({ ticket, clocks, escalations }: TicketAggregate): readonly Timer[] {
  if (isSilent(ticket)) return [];
  // The breach of the `close` clock tells of the end itself, and moves the hop to a manager.
  const isClocked = clocks.some(({ metric, endedAt }) => metric === 'close' && endedAt === null);
  return escalations
    .filter(({ state }) => state !== 'closed')
    .flatMap((escalation) =>
      closeByReminders(escalation)
        .filter(({ key }) => !ticket.remindersGiven.includes(key))
        .filter(({ daysLeft }) => daysLeft > 0 || !isClocked)
        // The next, and one more that gives both should the first be spent for nothing; the rest is
        // planned when one of them is given.
        .slice(0, 2)
        .map(({ key, dueAt }) => ({
          kind: 'close_by' as const,
          key,
          ticketId: ticket.id,
          dueAt,
          payload: { escalationId: escalation.id, reminder: key },
        })),
    );
}
