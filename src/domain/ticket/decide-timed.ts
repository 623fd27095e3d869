import { plusMs } from '../kernel/instant.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from './aggregate.ts';
import { closeByReminders } from './close-by.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import { stateChanged } from './decide-state.ts';
import type { TicketEvent } from './event.ts';
import { autoCloseAfterMs, idleAfterMs } from './periods.ts';
import type { TicketRefusal } from './refusal.ts';
import { isDone, isPaused } from './states.ts';

/*
 * Commands that timers give. A timer may be late, or arrive when its reason has gone; then
 * nothing happens, and that is no error: the timers are set anew after every command.
 */

type Decision = Result<readonly TicketEvent[], TicketRefusal>;
type CommandOf<T extends TicketCommand['type']> = Extract<TicketCommand, { readonly type: T }>;

/** Decides to hide a ticket from the inbox until a moment, or until the customer writes. */
export function decideSnooze(
  { ticket }: TicketAggregate,
  command: CommandOf<'snooze'>,
  context: DecisionContext,
): Decision {
  if (isDone(ticket.state)) return refuse('snooze_not_allowed', { state: ticket.state });
  if (command.until <= context.now) return refuse('snooze_not_ahead');
  if (command.until === ticket.snoozedUntil) return accept([]);
  return accept([{ type: 'ticket.snoozed', until: command.until }]);
}

/** A person wakes the ticket whenever they like; the timer only when the time has come. */
export function decideWake({ ticket }: TicketAggregate, context: DecisionContext): Decision {
  const until = ticket.snoozedUntil;
  const isEarly = context.actor.kind === 'system' && until !== null && context.now < until;
  return accept(until === null || isEarly ? [] : [{ type: 'ticket.woken' }]);
}

/** The limit of a pause is reached: the ticket is ours again (C10). */
export function decideEndPause({ ticket }: TicketAggregate, context: DecisionContext): Decision {
  const isDue =
    isPaused(ticket.state) && ticket.pausedUntil !== null && ticket.pausedUntil <= context.now;
  return accept(isDue ? [stateChanged(ticket, 'open', 'pause_ended')] : []);
}

/** A ticket solved long enough closes, unless an escalation on it still lacks its cause. */
export function decideAutoClose(aggregate: TicketAggregate, context: DecisionContext): Decision {
  const { ticket, escalations } = aggregate;
  const isDue =
    ticket.state === 'solved' &&
    ticket.solvedAt !== null &&
    plusMs(ticket.solvedAt, autoCloseAfterMs) <= context.now &&
    escalations.every((escalation) => escalation.state === 'closed');
  return accept(isDue ? [stateChanged(ticket, 'closed', 'auto_closed')] : []);
}

/** A ticket that nobody closed lies still for too long: whoever has it hears of it again. */
export function decideNoticeIdle({ ticket }: TicketAggregate, context: DecisionContext): Decision {
  const idleSince = ticket.updatedAt;
  const isDue = ticket.state !== 'closed' && plusMs(idleSince, idleAfterMs) <= context.now;
  return accept(isDue ? [{ type: 'ticket.idle_noticed', idleSince }] : []);
}

/**
 * The time box of an escalation nears its end. Reminders that fell due together (after an
 * outage) are given as one, the latest; the others count as given with it (C41).
 */
export function decideRemindCloseBy(
  aggregate: TicketAggregate,
  command: CommandOf<'remindCloseBy'>,
  context: DecisionContext,
): Decision {
  const escalation = aggregate.escalations.find(({ id }) => id === command.escalationId);
  if (escalation === undefined || escalation.state === 'closed') return accept([]);
  const due = closeByReminders(escalation).filter(
    ({ key, dueAt }) => dueAt <= context.now && !aggregate.ticket.remindersGiven.includes(key),
  );
  const latest = due.at(-1);
  if (latest === undefined) return accept([]);
  return accept([
    {
      type: 'ticket.reminded',
      reminders: due.map(({ key }) => key),
      escalationId: escalation.id,
      closeBy: escalation.closeBy,
      daysLeft: latest.daysLeft,
    },
  ]);
}
