import { dayMs, hourMs } from '../kernel/instant.ts';

/** How long a reply can be recalled: it leaves the outbox only afterwards (SCREENS: undo for ten seconds). */
export const undoWindowMs = 10_000;

/** A solved ticket closes by itself after a week, in which an answer reopens it. */
export const autoCloseAfterMs = 7 * dayMs;

/** The survey is asked an hour after solving, when "it works" has had time to become true. */
export const feedbackAfterMs = hourMs;

/** How long a ticket may lie still without anything that will bring it up again. */
export const idleAfterMs = 7 * dayMs;

/** Days before the end of an escalation's time box at which somebody is reminded (E6). */
export const closeByReminderDays = [14, 7, 3, 1] as const;
