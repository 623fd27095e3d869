import type { TicketRow } from '#contract/ticket.ts';

/** What a person has seen on this device: everything before `since`, and tickets up to a moment. */
export type ReadMarks = {
  readonly since: string;
  readonly read: Readonly<Record<string, string>>;
};

/** Whether a ticket holds a message that was not seen. History that was taken over is no news. */
export function holdsNews(
  row: Pick<TicketRow, 'id' | 'channelKind' | 'state' | 'lastMessageAt'>,
  marks: ReadMarks,
): boolean {
  if (row.channelKind === 'imported' && row.state === 'closed') return false;
  return row.lastMessageAt !== null && row.lastMessageAt > (marks.read[row.id] ?? marks.since);
}
