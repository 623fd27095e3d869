import type { OutlookDay, OutlookReason } from '#domain/sla/outlook.ts';
import { classNames } from '../../../lib/class-names.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';

/** One day of the preview: its hours as a picture and in words, and why they are what they are. */
export function DayLine({
  day,
  timeZone,
}: {
  readonly day: OutlookDay;
  readonly timeZone: string;
}) {
  const t = useTranslation();
  const format = useFormat(timeZone);
  const isClosed = day.intervals.length === 0;
  const hours = day.intervals
    .map(({ open, close }) => `${format.time(open)}–${endOf(day, close, format.time(close))}`)
    .join(', ');
  const weekday = format.weekday(day.from);
  return (
    <li className="flex flex-wrap items-center gap-x-3 px-4 py-0.5 desk:flex-nowrap">
      <span className={classNames('w-28 shrink-0 desk:w-32', isClosed && 'text-faint')}>
        {format.dateWith(day.from, { weekday: 'short', day: 'numeric', month: 'short' })}
      </span>
      <DayBar day={day} />
      <span
        dir={isClosed ? 'auto' : 'ltr'}
        data-tabular
        className={classNames(
          'shrink-0 text-small desk:w-40',
          // Hours run from left to right in every language, and stand at the start of their column.
          !isClosed && 'rtl:desk:text-end',
        )}
      >
        {isClosed ? t('sla.calendar.closed') : hours}
      </span>
      <span className="flex min-w-0 flex-wrap gap-1 desk:w-48 desk:shrink-0">
        {day.reasons.map((reason) => (
          <ReasonBadge key={`${reason.kind} ${reason.name}`} reason={reason} weekday={weekday} />
        ))}
      </span>
    </li>
  );
}

const tones = {
  holiday: 'warm',
  partial_holiday: 'warm',
  make_up_day: 'calm',
  special_hours: 'accent',
  weekday_closed: 'neutral',
} as const;

function ReasonBadge(props: { readonly reason: OutlookReason; readonly weekday: string }) {
  const t = useTranslation();
  const { kind, name } = props.reason;
  if (kind === 'weekday_closed') {
    const text = t('sla.calendar.reason.weekday_closed', { weekday: props.weekday });
    return <span className="truncate text-small text-faint">{text}</span>;
  }
  const shown = name === '' ? t('sla.calendar.holiday') : name;
  const text = t(`sla.calendar.reason.${kind}`, { name: shown });
  return (
    <Badge tone={tones[kind]} title={text}>
      {text}
    </Badge>
  );
}

function DayBar({ day }: { readonly day: OutlookDay }) {
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
function endOf(day: OutlookDay, close: number, text: string): string {
  return close === day.from + day.lengthMs ? '24:00' : text;
}
