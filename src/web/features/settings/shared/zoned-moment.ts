import { Temporal } from 'temporal-polyfill';

/**
 * What a `datetime-local` field holds, as a moment on the wall clock of `timeZone`; null while it
 * is incomplete. An hour that summer time leaves out counts as the one after it.
 */
export function momentOf(text: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant().toString();
}

/** The other way round: what the field shows for a moment. */
function wallText(atMs: number, timeZone: string): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  return wall.toPlainDateTime().toString({ smallestUnit: 'minute' });
}
