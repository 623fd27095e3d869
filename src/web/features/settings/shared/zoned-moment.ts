import { Temporal } from 'temporal-polyfill';

/**
 * What a `datetime-local` field holds, as a moment on the wall clock of `timeZone`; null while it
 * is incomplete. An hour that summer time leaves out counts as the one after it.
 */
export function momentOf(text: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant().toString();
}
