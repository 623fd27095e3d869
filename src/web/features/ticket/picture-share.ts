import type { ClockExplanation, ClockPicture } from '#contract/clock.ts';

export type PictureDay = ClockPicture['days'][number];
export type Stretch = { readonly from: string; readonly to: string };

const hourMs = 3_600_000;
/** A clock of minutes is drawn on some hours of its day, or one would not see it. */
const hoursMax = 12;

/**
 * What a row shows: the whole day, or, of a clock that begins and ends within a few hours of one
 * day, those hours with half an hour around them, from full hour to full hour.
 */
export function frameOf(sum: ClockExplanation, day: PictureDay): Stretch {
  const { days, now, endedAt } = sum.picture;
  const moments = [sum.startedAt, sum.dueAt, endedAt ?? now].flatMap((at) =>
    at === null ? [] : [Date.parse(at)],
  );
  const dayFrom = Date.parse(day.from);
  const hourOf = (ms: number, round: (hours: number) => number) =>
    dayFrom + round((ms - dayFrom) / hourMs) * hourMs;
  const from = Math.max(dayFrom, hourOf(Math.min(...moments) - hourMs / 2, Math.floor));
  const to = Math.min(Date.parse(day.to), hourOf(Math.max(...moments) + hourMs / 2, Math.ceil));
  if (days.length > 1 || to - from > hoursMax * hourMs) return day;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Where in the frame the moment lies, 0 to 1. A day of 23 or 25 hours is as wide as any other. */
export function shareOf(frame: Stretch, at: string): number {
  const from = Date.parse(frame.from);
  const share = (Date.parse(at) - from) / (Date.parse(frame.to) - from);
  return Math.min(1, Math.max(0, share));
}

/** Whether the moment is drawn in this day's row: what begins at midnight begins the new day. */
export function beginsIn(day: Stretch, at: string): boolean {
  const moment = Date.parse(at);
  return moment >= Date.parse(day.from) && moment < Date.parse(day.to);
}

/** The same for what ends: at midnight it belongs to the day that is over. */
export function endsIn(day: Stretch, at: string): boolean {
  const moment = Date.parse(at);
  return moment > Date.parse(day.from) && moment <= Date.parse(day.to);
}

/** The stretch before and after a moment; each empty or one. */
export function splitAt({ from, to }: Stretch, at: string): Record<'before' | 'after', Stretch[]> {
  const isBefore = Date.parse(to) <= Date.parse(at);
  const isAfter = Date.parse(from) >= Date.parse(at);
  if (isBefore) return { before: [{ from, to }], after: [] };
  if (isAfter) return { before: [], after: [{ from, to }] };
  return { before: [{ from, to: at }], after: [{ from: at, to }] };
}
