import { Trash2 } from 'lucide-react';
import type { Holiday } from '#contract/calendar.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { HolidayDates } from './holiday-dates.tsx';
import { IntervalFields } from './interval-fields.tsx';

type Props = {
  readonly holiday: Holiday;
  /** Where it stands in the calendar, as `holidays.2`. */
  readonly path: string;
  /** The name of the kept address it came from; null when it was written by hand. */
  readonly feedName: string | null;
  /** Null takes it out. */
  readonly onChange: (holiday: Holiday | null) => void;
};

const kinds = ['dates', 'range', 'yearly'] as const;
type Kind = (typeof kinds)[number];

export function HolidayRow({ holiday, path, feedName, onChange }: Props) {
  const t = useTranslation();
  const { name, on, closedHours } = holiday;
  const isWhole = closedHours === 'whole_day';
  const shown = name === '' ? t('sla.calendar.holiday') : name;
  return (
    <li className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3">
      <TextField
        label={t('common.name')}
        className="w-full desk:w-48"
        value={name}
        onChange={(next) => onChange({ ...holiday, name: next })}
      />
      <Select
        label={t('sla.calendar.when')}
        className="w-40"
        options={kinds.map((id) => ({ id, label: t(`sla.calendar.on.${id}`) }))}
        value={on.kind}
        onChange={(kind) => onChange({ ...holiday, on: datesAs(kind, on) })}
      />
      <HolidayDates
        name={shown}
        on={on}
        path={`${path}.on`}
        onChange={(next) => onChange({ ...holiday, on: next })}
      />
      <IconButton
        className="ms-auto"
        label={t('sla.calendar.removeDay', { name: shown })}
        icon={<Trash2 />}
        onPress={() => onChange(null)}
      />
      <div className="flex w-full flex-wrap items-center gap-x-4 gap-y-1">
        <Checkbox
          label={t('sla.calendar.wholeDay')}
          isSelected={isWhole}
          onChange={(whole) =>
            onChange({
              ...holiday,
              closedHours: whole ? 'whole_day' : [{ opens: '12:00', closes: '24:00' }],
            })
          }
        />
        {feedName !== null && <Badge>{t('holiday.feed.from', { name: feedName })}</Badge>}
        {!isWhole && (
          <IntervalFields
            name={shown}
            path={`${path}.closedHours`}
            intervals={closedHours}
            empty={t('sla.calendar.noHours')}
            onChange={(hours) => onChange({ ...holiday, closedHours: hours })}
          />
        )}
      </div>
    </li>
  );
}

/** The same day told another way, as far as it can be. */
function datesAs(kind: Kind, on: Holiday['on']): Holiday['on'] {
  const first = firstDate(on);
  switch (kind) {
    case 'dates':
      return { kind, dates: [first] };
    case 'range':
      return { kind, from: first, to: first };
    case 'yearly': {
      const [, month = '01', day = '01'] = first.split('-');
      return { kind, month: Number(month), day: Number(day) };
    }
    default:
      return kind satisfies never;
  }
}

function firstDate(on: Holiday['on']): string {
  if (on.kind === 'dates') return on.dates[0] ?? '';
  if (on.kind === 'range') return on.from;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${new Date().getFullYear()}-${pad(on.month)}-${pad(on.day)}`;
}
