import type { CalendarDocument, CalendarOutlook } from '#contract/calendar.ts';
import { type Instant, minuteMs, toIso } from '#domain/kernel/instant.ts';
import { outlookOf } from '#domain/sla/outlook.ts';
import { checked } from './commands.ts';

/** What a calendar as it is written says of the coming weeks; refuses what could not be saved. */
export function readOutlook(
  document: CalendarDocument,
  now: Instant,
  weeks: number,
): CalendarOutlook {
  const outlook = outlookOf(checked(document, now), now, weeks);
  return {
    isOpen: outlook.isOpen,
    changes: outlook.changes.map(({ at, kind }) => ({ at: toIso(at), kind })),
    weeks: outlook.weeks.map(({ days, openMs }) => ({
      openMinutes: openMs / minuteMs,
      days: days.map((day) => ({
        date: day.date,
        openMinutes: day.openMs / minuteMs,
        intervals: day.intervals.map(({ open, close }) => ({
          opensAt: toIso(open),
          closesAt: toIso(close),
        })),
        reasons: [...day.reasons],
      })),
    })),
  };
}
