import { useMemo } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { classNames } from '../../../lib/class-names.ts';
import { useFormat } from '../../../lib/format.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Section } from '../../security/page-frame.tsx';
import { type OpenDay, outlookOf } from './open-days.ts';

const daysShown = 21;

/** What is open when, over the next three weeks, in the calendar's own zone. */
export function OpenPreview({ document }: { readonly document: CalendarDocument }) {
  const t = useTranslation();
  const nowMs = useServerNow(60_000);
  const format = useFormat(document.timeZone);
  const outlook = useMemo(() => outlookOf(document, nowMs, daysShown), [document, nowMs]);
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
    >
      <ul className="flex flex-col py-2">
        {outlook.days.map((day) => (
          <DayLine key={day.date} day={day} timeZone={document.timeZone} />
        ))}
      </ul>
    </Section>
  );
}

function DayLine({ day, timeZone }: { readonly day: OpenDay; readonly timeZone: string }) {
  const t = useTranslation();
  const format = useFormat(timeZone);
  const isClosed = day.intervals.length === 0;
  const hours = day.intervals
    .map(({ open, close }) => `${format.time(open)}–${endOf(day, close, format.time(close))}`)
    .join(', ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 px-4 py-1 desk:flex-nowrap">
      <span className={classNames('w-32 shrink-0', isClosed && 'text-faint')}>
        {format.dateWith(day.from, { weekday: 'short', day: 'numeric', month: 'short' })}
      </span>
      <DayBar day={day} />
      <span dir="ltr" data-tabular className="w-40 shrink-0 text-small rtl:text-end">
        {isClosed ? t('sla.calendar.closed') : hours}
      </span>
      <span className="flex min-w-0 gap-1 desk:w-40 desk:shrink-0">
        {day.holidays.map((name) => (
          <Badge key={name} tone="warm">
            {name}
          </Badge>
        ))}
      </span>
    </li>
  );
}

function DayBar({ day }: { readonly day: OpenDay }) {
  const share = (moment: number) => `${(100 * (moment - day.from)) / day.lengthMs}%`;
  return (
    <span
      aria-hidden
      className="relative hidden h-3 min-w-0 grow rounded-small bg-sunken desk:block"
    >
      {day.intervals.map(({ open, close }) => (
        <span
          key={open}
          className="absolute inset-y-0 rounded-small bg-calm"
          style={{
            insetInlineStart: share(open),
            width: `${(100 * (close - open)) / day.lengthMs}%`,
          }}
        />
      ))}
    </span>
  );
}

/** The end of the day is 24:00, not the 00:00 with which it began. */
function endOf(day: OpenDay, close: number, text: string): string {
  return close === day.from + day.lengthMs ? '24:00' : text;
}
