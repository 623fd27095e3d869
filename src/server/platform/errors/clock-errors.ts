import type { DeadlineRefusal } from '#domain/sla/manual-deadline.ts';
import type { ErrorDefinition } from './definition.ts';

/** Refusals of deadlines set by hand, one for one. */
export const clockErrors = {
  clock_not_found: {
    status: 404,
    title: 'There is no such clock on the ticket.',
    when: 'A deadline was to be set on a clock that the ticket does not have.',
    wayOut: 'Read the ticket again.',
  },
  clock_ended: {
    status: 409,
    title: 'The clock has ended.',
    when: 'A deadline was to be set on a clock that was met, breached and closed, or cancelled.',
    wayOut: 'Nothing is left to set; see the clocks that still run.',
  },
  clock_paused: {
    status: 409,
    title: 'The clock is paused.',
    when: 'A deadline was to be set on a clock that has none while it is paused.',
    wayOut: 'Resume the ticket first.',
  },
  clock_breached: {
    status: 409,
    title: 'The clock has breached.',
    when: 'A deadline set by hand was to be taken away after it had been missed.',
    wayOut: 'Set a new deadline: it opens a cycle of its own, and the breach stays.',
  },
  deadline_not_by_hand: {
    status: 409,
    title: 'The deadline was not set by hand.',
    when: 'A deadline set by hand was to be taken away from a clock that has none.',
    wayOut: 'Nothing: the clock runs by its policy.',
  },
  deadline_not_ahead: {
    status: 422,
    title: 'The deadline would be in the past.',
    when: 'A deadline set by hand names a moment that has passed.',
    wayOut: 'Choose a later moment.',
  },
  reason_required: {
    status: 422,
    title: 'A reason is required.',
    when: 'A deadline was set by hand, or taken away, without saying why.',
    wayOut: 'Write why it moves; the ticket shows it.',
  },
} as const satisfies Record<DeadlineRefusal, ErrorDefinition>;
