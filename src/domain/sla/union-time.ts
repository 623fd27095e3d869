import { dayMs, instant } from '../kernel/instant.ts';
import type { WorkingDay } from './compile-year.ts';
import { firstDayOfYear } from './local-date.ts';
import { alwaysOpen, makeOpenTime, type OpenTime, openIntervalsBetween } from './open-time.ts';

type Union = { readonly parts: readonly OpenTime[]; readonly time: OpenTime };

const unions = new WeakMap<OpenTime, Union[]>();

/** Open whenever one of them is: follow the sun (C27). A working day is then a day in UTC. */
export function unionOfOpenTimes(parts: readonly OpenTime[]): OpenTime {
  const only = parts[0];
  if (only !== undefined && parts.length === 1) return only;
  if (parts.some((part) => part.isAlwaysOpen)) return alwaysOpen;
  if (only === undefined) return alwaysOpen;
  const known = unions.get(only) ?? [];
  const same = known.find(
    (union) =>
      union.parts.length === parts.length &&
      union.parts.every((part, index) => part === parts[index]),
  );
  if (same !== undefined) return same.time;
  const time = makeOpenTime(false, (year) => unionYear(parts, year));
  unions.set(only, [...known, { parts, time }]);
  return time;
}

function unionYear(parts: readonly OpenTime[], year: number): WorkingDay[] {
  const from = firstDayOfYear(year) * dayMs;
  const to = firstDayOfYear(year + 1) * dayMs;
  const pieces = parts
    .flatMap((part) =>
      openIntervalsBetween(
        part,
        { from: instant(from), to: instant(to) },
        Number.POSITIVE_INFINITY,
      ),
    )
    .flatMap(splitAtMidnight)
    .sort((a, b) => a.open - b.open);
  const days: { date: number; opens: number[]; closes: number[] }[] = [];
  let closedUntil = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const open = Math.max(piece.open, closedUntil);
    if (piece.close <= open) continue;
    closedUntil = piece.close;
    const date = Math.floor(open / dayMs);
    const last = days.at(-1);
    if (last?.date === date) {
      last.opens.push(open);
      last.closes.push(piece.close);
    } else {
      days.push({ date, opens: [open], closes: [piece.close] });
    }
  }
  return days;
}

function splitAtMidnight(piece: { readonly open: number; readonly close: number }) {
  const pieces: { open: number; close: number }[] = [];
  let open = piece.open;
  while (open < piece.close) {
    const close = Math.min(piece.close, (Math.floor(open / dayMs) + 1) * dayMs);
    pieces.push({ open, close });
    open = close;
  }
  return pieces;
}
