import { Copy } from 'lucide-react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { type Weekday, weekdays } from '#domain/sla/calendar.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { IntervalFields } from './interval-fields.tsx';
import { useWeekdayNames } from './weekday-names.ts';

type Weekly = CalendarDocument['weekly'];

/** The same week in times to the minute, day by day. */
export function WeekHours(props: {
  readonly weekly: Weekly;
  readonly onChange: (weekly: Weekly) => void;
}) {
  const { weekly, onChange } = props;
  const t = useTranslation();
  const names = useWeekdayNames('long');
  const toWorkdays = (from: Weekday) => {
    const hours = weekly[from];
    onChange({ ...weekly, mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
  };
  return (
    <ul className="flex flex-col gap-1 px-4 py-3">
      {weekdays.map((weekday) => (
        <li key={weekday} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="w-28 shrink-0">{names[weekday]}</span>
          <IntervalFields
            name={names[weekday]}
            path={`weekly.${weekday}`}
            intervals={weekly[weekday]}
            empty={t('sla.calendar.closed')}
            onChange={(hours) => onChange({ ...weekly, [weekday]: hours })}
          />
          <IconButton
            size="small"
            label={t('sla.calendar.toWorkdays', { name: names[weekday] })}
            icon={<Copy />}
            onPress={() => toWorkdays(weekday)}
          />
        </li>
      ))}
    </ul>
  );
}
