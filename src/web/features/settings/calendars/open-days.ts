import type { CalendarDocument } from '#contract/calendar.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import { dayMs, type Instant, instant } from '#domain/kernel/instant.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import { closedDatesBetween } from '#domain/sla/closed-dates.ts';
import { dateTextOf } from '#domain/sla/local-date.ts';
import { isOpenAt, nextOpening, openIntervalsBetween, openTimeOf } from '#domain/sla/open-time.ts';
import { fromLocalMs, toLocalMs } from '#domain/sla/zone.ts';

export type OpenDay = {
  /** Local date as `YYYY-MM-DD`. */
  readonly date: string;
  readonly from: Instant;
  readonly lengthMs: number;
  readonly intervals: readonly { readonly open: Instant; readonly close: Instant }[];
  /** Names of the holidays on it. */
  readonly holidays: readonly string[];
};

export type OpenOutlook = {
  readonly isOpen: boolean;
  /** When it opens next; null when it is open, or never opens again. */
  readonly opensAt: Instant | null;
  readonly days: readonly OpenDay[];
};

/** What a calendar says of the next days, by the same arithmetic as the clocks. It must be valid. */
export function outlookOf(document: CalendarDocument, nowMs: number, count: number): OpenOutlook {
  const calendar = asCalendar(document);
  const { timeZone } = calendar;
  const now = instant(Math.floor(nowMs));
  const time = openTimeOf(calendar);
  const today = Math.floor(toLocalMs(timeZone, now) / dayMs);
  const midnight = (day: number) => instant(fromLocalMs(timeZone, day * dayMs, 'first'));
  const days = Array.from({ length: count }, (_, index) => {
    const from = midnight(today + index);
    const to = midnight(today + index + 1);
    return {
      date: dateTextOf(today + index),
      from,
      lengthMs: to - from,
      intervals: openIntervalsBetween(time, { from, to }, 50),
      holidays: closedDatesBetween(calendar, from, instant(to - 1)).map(({ name }) => name),
    };
  });
  const isOpen = isOpenAt(calendar, now);
  return { isOpen, opensAt: isOpen ? null : nextOpening(time, now), days };
}

/** The document as the domain takes it; a draft has no id yet, and none is read. */
export function asCalendar(document: CalendarDocument): Calendar {
  return { ...document, id: '' as CalendarVersionId };
}
