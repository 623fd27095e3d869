import type { EscalationId } from '../kernel/id.ts';
import type { Escalation } from '../escalation/escalation.ts';
import { dayMs, type Instant, plusMs } from '../kernel/instant.ts';
import { closeByReminderDays } from './periods.ts';

/** A moment on the way to the end of an escalation's time box; `daysLeft` 0 is the end. */
export type CloseByReminder = {
  readonly key: string;
  readonly dueAt: Instant;
  readonly daysLeft: number;
};

/**
 * The reminders of an escalation in the order in which they fall due. Those that would lie
 * before its start are left out: a box of five days has none a week before its end.
 */
export function closeByReminders(escalation: Escalation): readonly CloseByReminder[] {
  return [...closeByReminderDays, 0]
    .map((daysLeft) => ({
      key: closeByReminderKey(escalation.id, daysLeft),
      dueAt: plusMs(escalation.closeBy, -daysLeft * dayMs),
      daysLeft,
    }))
    .filter(({ dueAt, daysLeft }) => daysLeft === 0 || dueAt > escalation.startedAt);
}

function closeByReminderKey(escalationId: EscalationId, daysLeft: number): string {
  return `close_by:${escalationId}:${daysLeft}`;
}
