import type { TeamId } from '../kernel/id.ts';

/** What a stretch of a cycle was, in the order in which reports name them. */
export const timeParts = [
  /** In somebody's hands: the hop is acknowledged, or the ticket has an owner and no hop. */
  'handled',
  /** A hop was offered and nobody had acknowledged it. */
  'offered',
  /** Nobody owned it and no hop was open. */
  'queued',
  /** `pending`. */
  'customer',
  /** `on_hold`. */
  'vendor',
  /** Solved, and opened again later. */
  'solved',
  /** By the calendar of the clock. */
  'closed',
] as const;
export type TimePart = (typeof timeParts)[number];

/** Time of one kind, in the hands of one team, in one hop. */
export type TimeSlice = {
  readonly part: TimePart;
  /** Who handled it, was offered it, or whose queue it lay in; null where it was no team's. */
  readonly teamId: TeamId | null;
  /** Which hop of its escalation it was, from 1 on; null outside of hops. */
  readonly hop: number | null;
  readonly ms: number;
};
