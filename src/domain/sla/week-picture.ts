import { dayMs, earlier, type Instant, instant, later } from '../kernel/instant.ts';
import type { LocalDate } from './calendar.ts';
import type { Clock } from './clock.ts';
import { closedDatesBetween } from './closed-dates.ts';
import { type Calendars, deadlineOfClock, runningSegments } from './derive.ts';
import type { RunningSegment } from './elapsed.ts';
import { dateTextOf } from './local-date.ts';
import { openIntervalsBetween } from './open-time.ts';
import { fromLocalMs, toLocalMs } from './zone.ts';

/*
 * A clock drawn on a calendar: one row for each local day between its start and its deadline, with
 * what of the day was open, what of it counts, what paused it and which holiday it is. What is
 * drawn is what the deadline is derived from, so that the picture cannot say something else.
 */

type Stretch = { readonly from: Instant; readonly to: Instant };

export type PictureDay = Stretch & {
  readonly date: LocalDate;
  /** Days between the row before and this one that are left out. */
  readonly gapBefore: number;
  /** By the hours the clock runs by, the whole day long. */
  readonly open: readonly Stretch[];
  /** Open and running, from the start to the deadline; to the end or to `now` without one. */
  readonly counted: readonly Stretch[];
  readonly paused: readonly (Stretch & { readonly reason: string })[];
  /** Whole or partial. */
  readonly holidays: readonly string[];
};

export type ClockPicture = {
  /** The zone whose days are drawn. */
  readonly timeZone: string;
  readonly days: readonly PictureDay[];
};

type Drawn = {
  readonly calendars: Calendars;
  readonly now: Instant;
  /** For a clock without a calendar. */
  readonly timeZone: string;
};

/** So many days are all drawn; of a longer clock its start, a week around now, and its end. */
const daysMax = 14;
const aroundNow = 3;
const atEnds = 2;
/** More openings than any day has. */
const openingsMax = 100;

/** Draws the clock as of `now`. A clock without a calendar is drawn in the zone that is given. */
export function pictureOfClock(clock: Clock, drawn: Drawn): ClockPicture {
  const { calendars, now } = drawn;
  const id = clock.calendarVersionId;
  const calendar = id === null ? undefined : calendars.get(id);
  const timeZone = calendar?.timeZone ?? drawn.timeZone;
  const dueAt = deadlineOfClock(clock, calendars);
  const present = clock.endedAt ?? now;
  const last = later(later(clock.startedAt, present), dueAt ?? present);
  const dayOf = (at: Instant) => Math.floor(toLocalMs(timeZone, at) / dayMs);
  const first = dayOf(clock.startedAt);
  // What ends at midnight ends with the day before.
  const lastDay = dayOf(later(clock.startedAt, instant(last - 1)));
  const shown = shownDays({ count: lastDay - first + 1, now: dayOf(present) - first });
  const edge = (day: number) => instant(fromLocalMs(timeZone, day * dayMs, 'first'));
  const open = runningSegments(
    { ...clock, startedAt: earlier(edge(first), clock.startedAt), pauses: [], endedAt: null },
    calendars,
  );
  const running = runningSegments(clock, calendars);
  const counted = { from: clock.startedAt, to: later(clock.startedAt, dueAt ?? present) };
  return {
    timeZone,
    days: shown.map((index, place) => {
      const day = { from: edge(first + index), to: edge(first + index + 1) };
      return {
        ...day,
        date: dateTextOf(first + index),
        gapBefore: index - (shown[place - 1] ?? -1) - 1,
        open: openWithin(open, day),
        counted: openWithin(running, overlap(day, counted)),
        paused: pausesWithin(clock, overlap(day, { from: clock.startedAt, to: last })),
        holidays:
          calendar === undefined
            ? []
            : closedDatesBetween(calendar, day.from, instant(day.to - 1)).map(({ name }) => name),
      };
    }),
  };
}

/** Which days, counted from the first, have a row; in order. */
function shownDays({ count, now }: { readonly count: number; readonly now: number }): number[] {
  const all = Array.from({ length: Math.min(count, daysMax) }, (_, index) => index);
  if (count <= daysMax) return all;
  const ends = [...Array(atEnds).keys()].flatMap((index) => [index, count - 1 - index]);
  const around = [...Array(2 * aroundNow + 1).keys()].map((index) => now - aroundNow + index);
  const wanted = [...ends, ...around].filter((index) => index >= 0 && index < count);
  return [...new Set(wanted)].toSorted((a, b) => a - b);
}

function openWithin(segments: readonly RunningSegment[], day: Stretch): Stretch[] {
  return segments.flatMap((segment) => {
    const within = overlap(day, { from: segment.from, to: segment.to ?? day.to });
    return openIntervalsBetween(segment.time, within, openingsMax).map(({ open, close }) => ({
      from: open,
      to: close,
    }));
  });
}

function pausesWithin({ pauses }: Clock, day: Stretch): PictureDay['paused'] {
  return pauses
    .map(({ from, to, reason }) => ({ ...overlap(day, { from, to: to ?? day.to }), reason }))
    .filter(({ from, to }) => from < to);
}

/** What is in both; empty, or turned around, where nothing is. */
function overlap(a: Stretch, b: Stretch): Stretch {
  return { from: later(a.from, b.from), to: earlier(a.to, b.to) };
}
