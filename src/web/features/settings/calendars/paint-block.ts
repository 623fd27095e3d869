import type { CalendarDocument } from '#contract/calendar.ts';
import { type Weekday, weekdays } from '#domain/sla/calendar.ts';
import { paint } from './paint.ts';

export const cellMinutes = 30;
export const cellsPerDay = 48;

type Weekly = CalendarDocument['weekly'];
export type Cell = { readonly day: number; readonly slot: number };

/** Opens or closes every cell between two corners, both included. */
export function paintBlock(
  weekly: Weekly,
  corners: { readonly from: Cell; readonly to: Cell },
  opens: boolean,
): Weekly {
  const { from, to } = blockOf(corners.from, corners.to);
  const part = { from: from.slot * cellMinutes, to: (to.slot + 1) * cellMinutes };
  let painted = weekly;
  for (let day = from.day; day <= to.day; day += 1) {
    const weekday = weekdayOf(day);
    painted = { ...painted, [weekday]: paint(painted[weekday], part, opens) };
  }
  return painted;
}

/** The same block by its first and its last cell. */
export function blockOf(a: Cell, b: Cell): { readonly from: Cell; readonly to: Cell } {
  return {
    from: { day: Math.min(a.day, b.day), slot: Math.min(a.slot, b.slot) },
    to: { day: Math.max(a.day, b.day), slot: Math.max(a.slot, b.slot) },
  };
}

export function weekdayOf(day: number): Weekday {
  return weekdays[day] ?? 'mon';
}

/**
 * Where a key leads from a cell, never out of the week; null for a key that leads nowhere. In a
 * page from right to left the day begins at the right, so the arrows along it change places.
 */
export function nextCell(
  key: string,
  { day, slot }: Cell,
  how: { readonly isRightToLeft: boolean; readonly isFar: boolean },
): Cell | null {
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  const along = (by: number): Cell => ({ day, slot: within(slot + by, cellsPerDay) });
  const across = (by: number): Cell => ({ day: within(day + by, weekdays.length), slot });
  switch (key) {
    case 'ArrowRight':
      return along(how.isRightToLeft ? -1 : 1);
    case 'ArrowLeft':
      return along(how.isRightToLeft ? 1 : -1);
    case 'ArrowDown':
      return across(1);
    case 'ArrowUp':
      return across(-1);
    case 'PageDown':
      return across(weekdays.length);
    case 'PageUp':
      return across(-weekdays.length);
    case 'Home':
      return { day: how.isFar ? 0 : day, slot: 0 };
    case 'End':
      return { day: how.isFar ? weekdays.length - 1 : day, slot: cellsPerDay - 1 };
    default:
      return null;
  }
}
