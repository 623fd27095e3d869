import type { CalendarDocument } from '#contract/calendar.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import type { Calendar } from '#domain/sla/calendar.ts';

/** The document as the domain takes it; a draft has no id yet, and none is read. */
export function asCalendar(document: CalendarDocument): Calendar {
  return { ...document, id: '' as CalendarVersionId };
}
