import { useMutation } from '@tanstack/react-query';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import {
  dropHolidayFeed,
  type HolidayFeed,
  type HolidayFeedReading,
  readHolidayFeed,
} from '#contract/holiday.ts';
import { call } from '../../../../lib/api.ts';
import { useFormat } from '../../../../lib/format.ts';
import { refresh } from '../../../../lib/query.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Button } from '../../../../ui/button.tsx';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { Isolate } from '../../../../ui/isolate.tsx';
import { Section } from '../../../security/page-frame.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { ReadingFault } from './reading-fault.tsx';

type Props = {
  readonly calendarId: string;
  readonly feeds: readonly HolidayFeed[];
  readonly document: CalendarDocument;
  readonly onTake: (part: Partial<CalendarDocument>) => void;
};

/** The addresses kept on a calendar: each is read again when asked, and says what changed. */
export function FeedSection({ calendarId, feeds, document, onTake }: Props) {
  const t = useTranslation();
  const [read, setRead] = useState<HolidayFeedReading | null>(null);
  const reading = useMutation({
    mutationFn: (feedId: string) =>
      call(readHolidayFeed, { params: { calendarId, feedId }, body: {} }),
    onSuccess: async (answer) => {
      setRead(answer);
      await refresh(readHolidayFeed.tag);
    },
  });
  const dropping = useMutation({
    mutationFn: (feedId: string) => call(dropHolidayFeed, { params: { calendarId, feedId } }),
    onSuccess: () => refresh(dropHolidayFeed.tag),
  });
  const error = reading.error ?? dropping.error;
  if (feeds.length === 0) return null;
  return (
    <Section title={t('holiday.feeds')} hint={t('holiday.feeds.hint')}>
      {error && (
        <div className="flex flex-col gap-1 p-4">
          <ReadingFault error={error} />
        </div>
      )}
      <ul className="divide-y divide-line">
        {feeds.map((feed) => (
          <FeedRow
            key={feed.id}
            feed={feed}
            isReading={reading.isPending && reading.variables === feed.id}
            onRead={() => reading.mutate(feed.id)}
            onDrop={() => dropping.mutate(feed.id)}
          />
        ))}
      </ul>
      {read && (
        <ChangesDialog
          reading={read}
          document={document}
          onTake={onTake}
          onClose={() => setRead(null)}
        />
      )}
    </Section>
  );
}

function FeedRow(props: {
  readonly feed: HolidayFeed;
  readonly isReading: boolean;
  readonly onRead: () => void;
  readonly onDrop: () => void;
}) {
  const { feed, isReading, onRead, onDrop } = props;
  const t = useTranslation();
  const format = useFormat();
  const { name, url } = feed;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="flex min-w-0 grow basis-60 flex-col">
        <span>
          <Isolate>{name}</Isolate>
        </span>
        <span dir="ltr" className="truncate text-small text-faint rtl:text-end">
          {new URL(url.replace(/^webcals?:/i, 'https:')).host}
        </span>
      </span>
      <span className="text-small text-muted">
        {t('holiday.feed.readAt', { time: format.dateTime(feed.readAt) })}
      </span>
      <Button
        size="small"
        icon={<RefreshCw />}
        aria-label={t('holiday.feed.refreshOf', { name })}
        isPending={isReading}
        onPress={onRead}
      >
        {t('holiday.feed.refresh')}
      </Button>
      <IconButton label={t('holiday.feed.forget', { name })} icon={<Trash2 />} onPress={onDrop} />
    </li>
  );
}
