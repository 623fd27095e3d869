import { useMemo, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { instant } from '#domain/kernel/instant.ts';
import { type Outlook, outlookOf, type OutlookWeek } from '#domain/sla/outlook.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Select } from '../../../ui/select.tsx';
import { Section } from '../../security/page-frame.tsx';
import { asCalendar } from './as-calendar.ts';
import { DayLine } from './day-line.tsx';

const weekCounts = ['2', '4', '8', '13'] as const;
type WeekCount = (typeof weekCounts)[number];

/** What is open when, as the draft stands, in the calendar's own zone. */
export function OpenPreview({ document }: { readonly document: CalendarDocument }) {
  const t = useTranslation();
  const nowMs = useServerNow(60_000);
  const format = useFormat(document.timeZone);
  const [count, setCount] = useState<WeekCount>('4');
  const outlook = useMemo(
    () => outlookOf(asCalendar(document), instant(Math.floor(nowMs)), Number(count)),
    [document, nowMs, count],
  );
  return (
    <Section
      title={t('sla.calendar.preview')}
      hint={
        outlook.isOpen
          ? t('sla.calendar.isOpen')
          : outlook.opensAt === null
            ? t('sla.calendar.neverOpen')
            : t('sla.calendar.opensAt', { time: format.dateTime(outlook.opensAt) })
      }
      action={
        <Select
          label={t('sla.calendar.weeks')}
          isLabelHidden
          className="w-36"
          options={weekCounts.map((id) => ({
            id,
            label: t('sla.calendar.weekCount', { count: id }),
          }))}
          value={count}
          onChange={setCount}
        />
      }
    >
      <NextChanges changes={outlook.changes} format={format} />
      {outlook.weeks.map((week) => (
        <WeekBlock key={week.days[0]?.date} week={week} timeZone={document.timeZone} />
      ))}
    </Section>
  );
}

function NextChanges(props: { readonly changes: Outlook['changes']; readonly format: Format }) {
  const t = useTranslation();
  if (props.changes.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3">
      <span className="text-small font-medium text-muted">{t('sla.calendar.next')}</span>
      {props.changes.slice(0, 6).map(({ at, kind }) => (
        <Badge key={at} tone={kind === 'opens' ? 'calm' : 'neutral'}>
          {t(`sla.calendar.change.${kind}`)}{' '}
          {props.format.dateWith(at, {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          })}
        </Badge>
      ))}
    </div>
  );
}

function WeekBlock({ week, timeZone }: { readonly week: OutlookWeek; readonly timeZone: string }) {
  const t = useTranslation();
  const format = useFormat(timeZone);
  const first = week.days[0];
  if (first === undefined) return null;
  const minutes = Math.round(week.openMs / 60_000);
  const hours = t(minutes % 60 === 0 ? 'common.duration.h' : 'common.duration.hm', {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
  });
  const title = t('sla.calendar.weekOf', { date: format.date(first.from) });
  return (
    <section aria-label={title} className="border-b border-line py-2 last:border-b-0">
      <h3 className="flex flex-wrap justify-between gap-2 px-4 pb-1 text-small font-medium text-muted">
        <span>{title}</span>
        <span data-tabular>{t('sla.calendar.openFor', { hours })}</span>
      </h3>
      <ul className="flex flex-col">
        {week.days.map((day) => (
          <DayLine key={day.date} day={day} timeZone={timeZone} />
        ))}
      </ul>
    </section>
  );
}
