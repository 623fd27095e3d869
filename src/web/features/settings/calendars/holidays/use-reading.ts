import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { addHolidayFeed, type HolidayProposal, readHolidays } from '#contract/holiday.ts';
import { hasEntry, withEntries, writtenHoliday } from '#domain/sla/holiday-days.ts';
import { type Ask, call } from '../../../../lib/api.ts';
import { refresh } from '../../../../lib/query.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';

export type Asked = {
  readonly from: Ask<typeof readHolidays>['body']['from'];
  /** Keeps the address on the calendar; only for one that is saved. */
  readonly isKept: boolean;
};

/** Proposals of a country, a file or an address, and which of them are ticked. */
export function useReading(of: {
  readonly document: CalendarDocument;
  readonly calendarId: string | null;
  readonly years: readonly number[];
}) {
  const t = useTranslation();
  const { document, calendarId, years } = of;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const reading = useMutation({
    mutationFn: async ({ from, isKept }: Asked) => {
      if (isKept && calendarId !== null && from.kind === 'address') {
        const body = { url: from.url, years: [...years] };
        const kept = await call(addHolidayFeed, { params: { calendarId }, body });
        await refresh(addHolidayFeed.tag);
        return { items: kept.items, leftOutCount: kept.leftOutCount, feedId: kept.feed.id };
      }
      const { timeZone } = document;
      const body = { from, timeZone, years: [...years], language: t.language };
      const { items, leftOutCount } = await call(readHolidays, { body });
      return { items, leftOutCount, feedId: null };
    },
    onSuccess: ({ items }) =>
      setTicked(
        new Set(
          items
            .filter((item) => isForAll(item) && !hasEntry(document, item.entry))
            .map(({ id }) => id),
        ),
      ),
  });
  /** The draft with what is ticked taken into it. */
  const taken = (): Pick<CalendarDocument, 'holidays' | 'extraWorkingDays'> => {
    const feedId = reading.data?.feedId ?? null;
    const entries = (reading.data?.items ?? [])
      .filter(({ id }) => ticked.has(id))
      .map(({ entry }) =>
        entry.kind === 'closed' && feedId !== null
          ? { ...entry, holiday: { ...entry.holiday, feedId } }
          : entry,
      );
    const { holidays, extraWorkingDays } = withEntries(document, entries);
    return { holidays: holidays.map(writtenHoliday), extraWorkingDays };
  };
  return { reading, ticked, setTicked, taken };
}

/** Whether it is a day off for everybody, and so ticked to begin with. */
export function isForAll({ category }: HolidayProposal): boolean {
  return category === 'public' || category === 'bank' || category === 'event';
}
