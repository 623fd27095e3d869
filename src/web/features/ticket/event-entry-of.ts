import type { TimelineEvent } from '#contract/timeline.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Recorded, TicketEvent } from '#domain/ticket/event.ts';
import { explain, type TimelineEntry } from '#domain/ticket/explain.ts';

/** An event of the timeline with what the domain has to say about it. */
export type EventEntry = {
  readonly event: TimelineEvent;
  /** Tells two of one type apart: `hop.ended.declined`. Unknown types are their own code. */
  readonly code: string;
  readonly weight: TimelineEntry['weight'];
  readonly clock: TimelineEntry['clock'];
  readonly rule: TimelineEntry['rule'];
  readonly why: TimelineEntry['why'];
  readonly latenessMs: number | null;
};

/** Explains an event by the rules the server wrote it with. */
export function entryOf(event: TimelineEvent): EventEntry {
  const { code, weight, clock, rule, why, latenessMs } = explain(recordedOf(event));
  return { event, code, weight, clock, rule, why, latenessMs };
}

/** The server sends what it has recorded, field by field; here it is the same again. */
function recordedOf({ type, detail, at, actor, cause }: TimelineEvent): Recorded {
  return {
    event: { ...detail, type } as unknown as TicketEvent,
    at: Date.parse(at) as Instant,
    actor: actor as unknown as Recorded['actor'],
    cause: cause as unknown as Recorded['cause'],
  };
}
