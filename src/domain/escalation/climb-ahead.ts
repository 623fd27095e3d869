import type { HopId, NewId } from '../kernel/id.ts';
import { type Instant, minuteMs, plusMs } from '../kernel/instant.ts';
import type { NextReceiver } from '../routing/walk-path.ts';
import type { Clock } from '../sla/clock.ts';
import { deadlineOfClock } from '../sla/derive.ts';
import { openDraft } from '../sla/draft.ts';
import { hopOffered } from '../sla/hop-clocks.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Escalation, Hop } from './escalation.ts';
import { type OpenHop, openHopOf } from './evolve.ts';
import { nextOnPath } from './hop-routing.ts';

/** A hop that will be offered if nobody acts before. */
export type HopAhead = {
  readonly at: Instant;
  readonly next: NextReceiver;
  /** False only for the first, whose moment a running clock gives; people come and go after it. */
  readonly isEstimate: boolean;
};

type ActiveEscalation = Extract<Escalation, { readonly state: 'active' }>;

/**
 * The climb from the escalation's open hop on, if nobody ever acts: each step that would be
 * asked, when, and last the catch-all owner. Who is away and who is on call is taken from now;
 * hours are those of the moment itself, and the minutes come from the same rules that start the
 * real clocks.
 */
export function climbAhead(
  aggregate: TicketAggregate,
  escalation: ActiveEscalation,
  context: DecisionContext,
): readonly HopAhead[] {
  const ahead: HopAhead[] = [];
  const newId = idsAhead();
  let climb = escalation;
  let open = openHopOf(escalation);
  let at = open === null ? null : endOf(open, { aggregate, climb, context, newId });
  // A path is climbed at most once, and the last resort ends it.
  while (open !== null && at !== null && ahead.length <= climb.path.length) {
    const then: DecisionContext = { ...context, now: at };
    const next = nextOnPath(withClimb(aggregate, climb), climb, then);
    ahead.push({ at, next, isEstimate: ahead.length > 0 });
    if (next.stepIndex === null) break;
    const following = offeredThen(next, { index: climb.hops.length, at });
    climb = { ...climb, hops: [...climb.hops.slice(0, -1), timedOut(open, at), following] };
    open = following;
    at = endOf(following, { aggregate, climb, context: then, newId });
  }
  return ahead;
}

type Scene = {
  readonly aggregate: TicketAggregate;
  readonly climb: ActiveEscalation;
  readonly context: DecisionContext;
  readonly newId: NewId;
};

/** When the open hop runs out; null when it is being worked without a limit. */
function endOf(hop: OpenHop, scene: Scene): Instant | null {
  const { calendars } = scene.context;
  const metric = hop.state === 'offered' ? 'acknowledge' : 'handle';
  const running = clockOfHop(scene.aggregate.clocks, hop.id, metric);
  if (running !== null) return deadlineOfClock(running, calendars);
  if (hop.state === 'acknowledged') return null;
  const since = hop.givenBackAt ?? hop.offeredAt;
  const context = { ...scene.context, now: since, newId: scene.newId };
  const draft = openDraft(withClimb(scene.aggregate, scene.climb), context);
  hopOffered(draft, hop.id, since);
  const started = clockOfHop(draft.clocks, hop.id, metric);
  // Without any policy no clock would start; the minutes of the step are then all that is known.
  if (started === null) return plusMs(since, hop.acknowledgeMinutes * minuteMs);
  return deadlineOfClock(started, calendars);
}

function clockOfHop(
  clocks: readonly Clock[],
  hopId: HopId,
  metric: 'acknowledge' | 'handle',
): Clock | null {
  const found = clocks.findLast(
    ({ subject, ...clock }) =>
      clock.metric === metric && subject.kind === 'hop' && subject.hopId === hopId,
  );
  return found ?? null;
}

/** A hop that exists only in this thought, so its id is only a place in it. */
export function offeredThen(
  next: NextReceiver,
  when: { readonly index: number; readonly at: Instant },
): Extract<Hop, { readonly state: 'offered' }> {
  return {
    state: 'offered',
    id: `ahead-${when.index}` as HopId,
    index: when.index,
    stepIndex: next.stepIndex,
    from: null,
    to: next.receiver,
    tier: next.tier,
    acknowledgeMinutes: next.acknowledgeMinutes,
    handleMinutes: next.handleMinutes,
    offeredAt: when.at,
  };
}

function timedOut(hop: OpenHop, at: Instant): Hop {
  return {
    ...hop,
    state: 'ended',
    ending: 'timed_out',
    endedAt: at,
    endedBy: null,
    words: null,
    acknowledgedAt: hop.state === 'acknowledged' ? hop.acknowledgedAt : null,
    acknowledgedBy: hop.state === 'acknowledged' ? hop.acknowledgedBy : null,
  };
}

/** Routing and clocks read the escalation from the aggregate, so it must be in it. */
function withClimb(aggregate: TicketAggregate, climb: ActiveEscalation): TicketAggregate {
  const others = aggregate.escalations.filter(({ id }) => id !== climb.id);
  return { ...aggregate, escalations: [...others, climb] };
}

/** Ids of clocks that are never stored: they only must not repeat within one thought. */
function idsAhead(): NewId {
  let count = 0;
  return () => {
    count += 1;
    return `ahead-${count}`;
  };
}
