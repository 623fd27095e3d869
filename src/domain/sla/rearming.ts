import type { Instant } from '../kernel/instant.ts';
import type { Clock } from './clock.ts';
import { type Draft, derivedDueAt, recordMoved } from './draft.ts';
import type { ClockEvent } from './event.ts';
import { evolveClocks } from './evolve.ts';
import { rearmedMarkIds } from './marks.ts';
import { policyVersionOf } from './policy-match.ts';

/** As `recordMoved`, also with the fired marks that the move re-arms (C12). */
export function recordRearming(
  draft: Draft,
  clock: Clock,
  make: (dueAfter: Instant | null, rearmed: readonly string[]) => ClockEvent,
): void {
  const { context } = draft;
  const recorded = { event: make(null, []), at: context.now, actor: context.actor, cause: null };
  const after = evolveClocks([clock], recorded)[0] ?? clock;
  const policy = policyVersionOf(clock.policyVersionId, context);
  const when = { calendars: context.calendars, at: context.now };
  const rearmed = rearmedMarkIds(after, policy, when);
  const due = derivedDueAt(after, context);
  recordMoved(draft, clock.id, () => make(due, rearmed));
}
