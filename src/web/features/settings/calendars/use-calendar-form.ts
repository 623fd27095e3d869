import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  archiveCalendar,
  type CalendarDetail,
  type CalendarDocument,
  createCalendar,
  listCalendars,
  readCalendarVersion,
  saveCalendar,
} from '#contract/calendar.ts';
import { call } from '../../../lib/api.ts';
import { refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useDocument } from '../use-document.ts';

const nineToSix = [{ opens: '09:00', closes: '18:00' }];

/** A new calendar begins as office hours in the zone of this device. */
function newDocument(): CalendarDocument {
  return {
    name: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    is24x7: false,
    weekly: {
      mon: nineToSix,
      tue: nineToSix,
      wed: nineToSix,
      thu: nineToSix,
      fri: nineToSix,
      sat: [],
      sun: [],
    },
    holidays: [],
    extraWorkingDays: [],
    specialHours: [],
    holidayCut: 'local_date',
  };
}

export function useCalendarForm(calendar: CalendarDetail | null) {
  const t = useTranslation();
  const navigate = useNavigate();
  const form = useDocument(calendar?.current.document ?? newDocument());
  const saving = useMutation({
    mutationFn: () =>
      calendar === null
        ? call(createCalendar, { body: { document: form.document } })
        : call(saveCalendar, {
            params: { calendarId: calendar.id },
            body: { document: form.document, version: calendar.current.version },
          }),
    onSuccess: async (saved) => {
      toast({ text: t('common.saved'), tone: 'good' });
      await refresh(listCalendars.tag);
      if (calendar === null) void navigate({ href: `/settings/calendars/${saved.id}` });
    },
  });
  const archiving = useMutation({
    mutationFn: (isArchived: boolean) =>
      call(archiveCalendar, {
        params: { calendarId: calendar?.id ?? '' },
        body: { isArchived },
      }),
    onSuccess: () => refresh(listCalendars.tag),
  });
  const taking = useMutation({
    mutationFn: (versionId: string) =>
      call(readCalendarVersion, { params: { calendarId: calendar?.id ?? '', versionId } }),
    onSuccess: ({ document }) => form.change(document),
  });
  const change = (part: Partial<CalendarDocument>) => {
    // What the server refused was another document.
    saving.reset();
    form.change(part);
  };
  return {
    ...form,
    change,
    saving,
    archiving,
    take: (versionId: string) => taking.mutate(versionId),
    error: saving.error ?? archiving.error ?? taking.error,
  };
}
