import type { OpenInterval } from '#contract/calendar.ts';

/*
 * One weekday's hours as minutes from its midnight. A stretch that ends past 1440 runs into the
 * next day and belongs to the day it starts on, as the calendar's own rule has it (C29).
 */
export type Stretch = { readonly from: number; readonly to: number };

export const dayMinutes = 1440;

/** Reads the hours; what is no time yet, because somebody is typing it, is left out. */
export function stretchesOf(intervals: readonly OpenInterval[]): Stretch[] {
  return intervals
    .flatMap(({ opens, closes }) => {
      const from = minutesOf(opens);
      const to = minutesOf(closes);
      if (from === null || to === null || from === to) return [];
      return [{ from, to: to < from ? to + dayMinutes : to }];
    })
    .toSorted((a, b) => a.from - b.from);
}

/** Opens or closes part of a day and leaves the rest as it is. */
export function paint(
  intervals: readonly OpenInterval[],
  part: Stretch,
  isOpen: boolean,
): OpenInterval[] {
  const before = stretchesOf(intervals);
  return (isOpen ? union(before, part) : without(before, part)).map(written);
}

/** Whether the day is open at the minute, by hours that began on it. */
export function isOpenAt(stretches: readonly Stretch[], minute: number): boolean {
  return stretches.some(({ from, to }) => minute >= from && minute < to);
}

/** The minutes after midnight into which the day before runs. */
export function spillOf(stretches: readonly Stretch[]): number {
  return Math.max(0, ...stretches.map(({ to }) => to - dayMinutes));
}

function union(stretches: readonly Stretch[], part: Stretch): Stretch[] {
  const merged: { from: number; to: number }[] = [];
  for (const next of [...stretches, part].toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else merged.push({ ...next });
  }
  return merged;
}

function without(stretches: readonly Stretch[], part: Stretch): Stretch[] {
  return stretches.flatMap((each) => {
    if (part.from >= each.to || part.to <= each.from) return [each];
    // What runs on after midnight began with the evening that is painted away.
    const rest = part.to >= dayMinutes ? [] : [{ from: part.to, to: each.to }];
    return [{ from: each.from, to: part.from }, ...rest].filter(({ from, to }) => to > from);
  });
}

function written({ from, to }: Stretch): OpenInterval {
  // A stretch of a whole day and more cannot be written as one; the day itself is what was meant.
  const end = to - from >= dayMinutes ? dayMinutes : to;
  return { opens: textOf(from), closes: textOf(end > dayMinutes ? end - dayMinutes : end) };
}

export function textOf(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

/** What somebody typed as a time, written as `HH:MM`; null when it is none. */
export function timeTextOf(typed: string): string | null {
  const match = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(typed);
  if (match === null) return null;
  const text = `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`;
  return minutesOf(text) === null ? null : text;
}

function minutesOf(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute <= dayMinutes && Number(match[2]) < 60 ? minute : null;
}
