import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { blockOf, type Cell, cellMinutes, nextCell, paintBlock, weekdayOf } from './paint-block.ts';
import { isOpenAt, paint, stretchesOf } from './paint.ts';

type Weekly = CalendarDocument['weekly'];

/** What was painted last by keys, to be said to whoever does not see it. */
export type Painted = { readonly from: Cell; readonly to: Cell; readonly opens: boolean };

/** Where Shift began, and the week as it was then: going back gives up what was gone over. */
type Extending = { readonly anchor: Cell; readonly before: Weekly; readonly opens: boolean };

/**
 * Painting the week, by pointer and by keys: arrows, Home and End move, Space or Enter opens or
 * closes a cell, and Shift with any of them extends the colour of the cell it began at over hours
 * and days, as in a table.
 */
export function usePainter(weekly: Weekly, onChange: (weekly: Weekly) => void) {
  const [focused, setFocused] = useState<Cell>({ day: 0, slot: 18 });
  const [painted, setPainted] = useState<Painted | null>(null);
  const extending = useRef<Extending | null>(null);
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
  const extend = (from: Cell, to: Cell) => {
    extending.current ??= { anchor: from, before: latest.current, opens: isOpen(from) };
    const { anchor, before, opens } = extending.current;
    latest.current = paintBlock(before, { from: anchor, to }, opens);
    onChange(latest.current);
    setPainted({ ...blockOf(anchor, to), opens });
  };
  const onKeyDown = (event: KeyboardEvent, cell: Cell) => {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (key === 'Shift') return;
    const isRightToLeft = document.documentElement.dir === 'rtl';
    const next = nextCell(key, cell, { isRightToLeft, isFar: ctrlKey || metaKey });
    if (!shiftKey || next === null) extending.current = null;
    if (key === ' ' || key === 'Enter') {
      const opens = !isOpen(cell);
      put(cell, opens);
      setPainted({ from: cell, to: cell, opens });
    }
    if (next !== null) {
      if (shiftKey) extend(cell, next);
      setFocused(next);
      focusCell(event.currentTarget.closest('[role="grid"]'), next);
    }
    if (next !== null || key === ' ' || key === 'Enter') event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = cellAt(event);
    if (cell === null || event.button !== 0) return;
    extending.current = null;
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
    painted,
    onKeyDown,
    grid: { onPointerDown, onPointerMove, onPointerUp: stop, onPointerLeave: stop },
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
