import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readCalendar } from '#contract/calendar.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { CalendarForm } from './calendar-form.tsx';

/** One calendar, or a new one. */
export function CalendarScreen() {
  const calendarId = useParams({ strict: false, select: (params) => params.calendarId ?? 'new' });
  if (calendarId === 'new') return <CalendarForm calendar={null} />;
  return <KnownCalendar calendarId={calendarId} />;
}

function KnownCalendar({ calendarId }: { readonly calendarId: string }) {
  const t = useTranslation();
  const calendar = useQuery(queryOf(readCalendar, { params: { calendarId } }));
  if (calendar.data)
    return <CalendarForm key={calendar.data.current.id} calendar={calendar.data} />;
  return (
    <PageFrame title={t('sla.calendar')}>
      {calendar.isError ? (
        <Banner tone="bad">{problemText(t, calendar.error)}</Banner>
      ) : (
        <SkeletonRows />
      )}
    </PageFrame>
  );
}
