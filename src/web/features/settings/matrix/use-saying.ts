import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listCalendars } from '#contract/calendar.ts';
import { listChannels } from '#contract/channel.ts';
import { useFormat } from '../../../lib/format.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import type { Saying } from './condition-words.ts';

/** All that is needed to say targets and conditions: words, formats and names. */
export function useSaying(): Saying {
  const t = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const calendars = useQuery(queryOf(listCalendars)).data?.items;
  const mayReadSettings = useMay()('settings.read');
  const channels = useQuery({ ...queryOf(listChannels), enabled: mayReadSettings }).data?.items;
  return useMemo(
    () => ({
      t,
      format,
      names: {
        ...directory,
        calendarName: (versionId: string) =>
          calendars?.find(({ current }) => current.id === versionId)?.name ??
          (calendars === undefined ? null : t('matrix.olderCalendar')),
        // Who may not read the channels sees that there is one, and not which.
        channelName: (channelId: string) =>
          channels === undefined
            ? '…'
            : (channels.find(({ id }) => id === channelId)?.name ?? null),
      },
    }),
    [t, format, directory, calendars, channels],
  );
}
