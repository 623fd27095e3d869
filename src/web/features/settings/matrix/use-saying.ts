import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listCalendars } from '#contract/calendar.ts';
import { useFormat } from '../../../lib/format.ts';
import { queryOf } from '../../../lib/query.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import type { Saying } from './condition-words.ts';

/** All that is needed to say targets and conditions: words, formats and names. */
export function useSaying(): Saying {
  const t = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const calendars = useQuery(queryOf(listCalendars)).data?.items;
  return useMemo(
    () => ({
      t,
      format,
      names: {
        ...directory,
        calendarName: (versionId: string) =>
          calendars?.find(({ current }) => current.id === versionId)?.name ??
          (calendars === undefined ? null : t('matrix.olderCalendar')),
      },
    }),
    [t, format, directory, calendars],
  );
}
