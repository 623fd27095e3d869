import { useEffect, useMemo } from 'react';
import type { TicketRow } from '#contract/ticket.ts';
import { readStored, readStoredJson, useStored, writeStored } from '../../lib/storage.ts';
import { holdsNews, type ReadMarks } from './read-marks.ts';

const key = 'read';
/** More than anybody has open; older ones fall out and count by `since`. */
const marksMax = 500;

/**
 * Which tickets hold something this person has not seen on this device. A ticket counts as read
 * up to its newest message while it is open.
 */
export function useReadMarks(
  openId: string | null,
  rows: readonly TicketRow[],
): (row: TicketRow) => boolean {
  const [stored] = useStored(key, '');
  const marks = useMemo(() => marksIn(stored), [stored]);
  const openedAt = rows.find((row) => row.id === openId)?.lastMessageAt ?? null;
  useEffect(() => {
    // What was there before this device was first used is not news.
    if (readStored(key) === null) keep({ since: new Date().toISOString(), read: {} });
  }, []);
  useEffect(() => {
    if (openId !== null && openedAt !== null) markRead(openId, openedAt);
  }, [openId, openedAt]);
  return (row) => marks !== null && holdsNews(row, marks);
}

function markRead(ticketId: string, upTo: string): void {
  const before = marksIn(readStored(key) ?? '');
  if (before === null || (before.read[ticketId] ?? '') >= upTo) return;
  const others = Object.entries(before.read).filter(([id]) => id !== ticketId);
  keep({ ...before, read: Object.fromEntries([...others.slice(1 - marksMax), [ticketId, upTo]]) });
}

function keep(marks: ReadMarks): void {
  writeStored(key, JSON.stringify(marks));
}

function marksIn(stored: string): ReadMarks | null {
  return stored === '' ? null : readStoredJson(key, isMarks);
}

function isMarks(value: unknown): value is ReadMarks {
  return (
    typeof value === 'object' &&
    value !== null &&
    'since' in value &&
    typeof value.since === 'string' &&
    'read' in value &&
    typeof value.read === 'object' &&
    value.read !== null
  );
}
