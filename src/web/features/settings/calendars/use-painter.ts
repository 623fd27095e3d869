import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { type Weekday, weekdays } from '#domain/sla/calendar.ts';
import { isOpenAt, paint, stretchesOf } from './paint.ts';

export const cellMinutes = 30;
export const cellsPerDay = 48;

type Weekly = CalendarDocument['weekly'];
export type Cell = { readonly day: number; readonly slot: number };

/**
 * Painting the week, by pointer and by keys: arrows move, Space or Enter opens or closes a cell,
 * Shift with an arrow carries the colour on.
 */
export function usePainter(weekly: Weekly, onChange: (weekly: Weekly) => void) {
  const [focused, setFocused] = useState<Cell>({ day: 0, slot: 18 });
  // Null when nothing is being painted; else whether it opens or closes.
  const brush = useRef<boolean | null>(null);
  // Several cells may be painted before the page shows the first.
  const latest = useRef(weekly);
  useEffect(() => {
    latest.current = weekly;
  });

  const isOpen = ({ day, slot }: Cell) => {
    const hours = latest.current[weekdayOf(day)];
    return isOpenAt(stretchesOf(hours), slot * cellMinutes);
  };
  const put = ({ day, slot }: Cell, opens: boolean) => {
    const weekday = weekdayOf(day);
    const part = { from: slot * cellMinutes, to: (slot + 1) * cellMinutes };
    const hours = paint(latest.current[weekday], part, opens);
    latest.current = { ...latest.current, [weekday]: hours };
    onChange(latest.current);
  };
  const onKeyDown = (event: KeyboardEvent, cell: Cell) => {
    const { key, shiftKey } = event;
    if (key === ' ' || key === 'Enter') put(cell, !isOpen(cell));
    const step = stepOf(key, document.documentElement.dir === 'rtl');
    const next = step === null ? null : moved(cell, step);
    if (next !== null) {
      if (shiftKey) put(next, isOpen(cell));
      setFocused(next);
      focusCell(event.currentTarget.closest('[role="grid"]'), next);
    }
    if (next !== null || key === ' ' || key === 'Enter') event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = cellAt(event);
    if (cell === null || event.button !== 0) return;
    brush.current = !isOpen(cell);
    put(cell, brush.current);
    setFocused(cell);
  };
  const onPointerMove = (event: PointerEvent) => {
    const cell = brush.current === null ? null : cellAt(event);
    if (cell !== null && brush.current !== null && isOpen(cell) !== brush.current) {
      put(cell, brush.current);
    }
  };
  const stop = () => {
    brush.current = null;
  };
  return {
    focused,
    onKeyDown,
    grid: { onPointerDown, onPointerMove, onPointerUp: stop, onPointerLeave: stop },
  };
}

export function weekdayOf(day: number): Weekday {
  return weekdays[day] ?? 'mon';
}

function stepOf(key: string, isRightToLeft: boolean): Cell | null {
  const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === onward) return { day: 0, slot: 1 };
  if (key === backward) return { day: 0, slot: -1 };
  if (key === 'ArrowDown') return { day: 1, slot: 0 };
  if (key === 'ArrowUp') return { day: -1, slot: 0 };
  return null;
}

function moved(cell: Cell, step: Cell): Cell {
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  return {
    day: within(cell.day + step.day, weekdays.length),
    slot: within(cell.slot + step.slot, cellsPerDay),
  };
}

function focusCell(grid: Element | null, { day, slot }: Cell): void {
  const cell = grid?.querySelector(`[data-day="${day}"][data-slot="${slot}"]`);
  if (cell instanceof HTMLElement) cell.focus();
}

function cellAt(event: PointerEvent): Cell | null {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const cell = under instanceof HTMLElement ? under.dataset : {};
  if (cell['day'] === undefined || cell['slot'] === undefined) return null;
  return { day: Number(cell['day']), slot: Number(cell['slot']) };
}
