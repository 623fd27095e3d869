import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { type CalendarRow, listCalendars } from '#contract/calendar.ts';
import { instant } from '#domain/kernel/instant.ts';
import { isOpenAt } from '#domain/sla/open-time.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { asCalendar } from './as-calendar.ts';

/** Every calendar, whether it is open now, and how much counts by it. */
export function CalendarListScreen() {
  const t = useTranslation();
  const may = useMay();
  const calendars = useQuery(queryOf(listCalendars));
  const items = calendars.data?.items ?? [];
  return (
    <PageFrame
      title={t('sla.calendars')}
      hint={t('sla.calendars.hint')}
      action={
        may('policy.write') && (
          <TextLink href="/settings/calendars/new" look="button">
            {t('sla.calendar.new')}
          </TextLink>
        )
      }
    >
      {calendars.isError && <Banner tone="bad">{problemText(t, calendars.error)}</Banner>}
      {calendars.isPending && <SkeletonRows count={3} rowPx={36} />}
      {calendars.data && items.length === 0 && (
        <EmptyState
          icon={<CalendarClock />}
          title={t('sla.calendars.empty')}
          hint={t('sla.calendars.hint')}
        />
      )}
      {items.length > 0 && <CalendarTable calendars={items} />}
    </PageFrame>
  );
}

function CalendarTable({ calendars }: { readonly calendars: readonly CalendarRow[] }) {
  const t = useTranslation();
  return (
    <Table
      caption={t('sla.calendars')}
      rows={calendars}
      rowKey={(row) => row.id}
      columns={[
        {
          id: 'name',
          title: t('common.name'),
          render: (row) => (
            <TextLink href={`/settings/calendars/${row.id}`}>
              <Isolate>{row.name}</Isolate>
            </TextLink>
          ),
        },
        {
          id: 'zone',
          title: t('common.timeZone'),
          render: (row) => (
            <span dir="ltr">{row.current.document.timeZone.replaceAll('_', ' ')}</span>
          ),
        },
        { id: 'now', title: t('sla.calendar.now'), render: (row) => <NowBadge calendar={row} /> },
        {
          id: 'teams',
          title: t('sla.calendar.teams'),
          isFigure: true,
          render: (row) => row.teamCount,
        },
        {
          id: 'policies',
          title: t('sla.policies'),
          isFigure: true,
          render: (row) => row.policyCount,
        },
        {
          id: 'version',
          title: t('settings.versionTitle'),
          isFigure: true,
          render: (row) => row.current.version,
        },
      ]}
    />
  );
}

function NowBadge({ calendar }: { readonly calendar: CalendarRow }) {
  const t = useTranslation();
  const nowMs = useServerNow(60_000);
  if (calendar.archivedAt !== null) return <Badge tone="paused">{t('settings.archived')}</Badge>;
  const isOpen = isOpenAt(asCalendar(calendar.current.document), instant(Math.floor(nowMs)));
  return (
    <Badge tone={isOpen ? 'calm' : 'neutral'}>
      {t(isOpen ? 'sla.calendar.open' : 'sla.calendar.closed')}
    </Badge>
  );
}
