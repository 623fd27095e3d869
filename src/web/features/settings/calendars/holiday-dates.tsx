import { Plus, X } from 'lucide-react';
import type { Holiday } from '#contract/calendar.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useErrorAt } from './problem-context.tsx';
import { ProblemLines } from './problem-lines.tsx';
import { withItem } from '../use-document.ts';

type Props = {
  readonly name: string;
  readonly on: Holiday['on'];
  /** Where they stand in the calendar, as `holidays.2.on`. */
  readonly path: string;
  readonly onChange: (on: Holiday['on']) => void;
};

/** The dates of one holiday in the shape that was chosen. A lunar one is a date for each year. */
export function HolidayDates({ name, on, path, onChange }: Props) {
  switch (on.kind) {
    case 'dates':
      return <DateList name={name} on={on} path={path} onChange={onChange} />;
    case 'range':
      return <DateRange on={on} path={path} onChange={onChange} />;
    case 'yearly':
      return <YearlyDate on={on} path={path} onChange={onChange} />;
    default:
      return on satisfies never;
  }
}

type Of<Kind extends Holiday['on']['kind']> = Omit<Props, 'on' | 'name'> & {
  readonly on: Extract<Holiday['on'], { kind: Kind }>;
};

function DateList({ name, on, path, onChange }: Of<'dates'> & { readonly name: string }) {
  const t = useTranslation();
  const { dates } = on;
  return (
    <span className="flex flex-wrap items-end gap-2">
      {dates.map((date, index) => (
        <span key={index} className="flex items-end gap-1">
          <DateField
            label={t('sla.calendar.date')}
            isLabelHidden={index > 0}
            path={`${path}.dates.${index}`}
            value={date}
            onChange={(next) => onChange({ ...on, dates: withItem(dates, index, next) })}
          />
          {dates.length > 1 && (
            <IconButton
              size="small"
              className="mb-1"
              label={t('sla.calendar.removeDate', { name })}
              icon={<X />}
              onPress={() => onChange({ ...on, dates: withItem(dates, index, null) })}
            />
          )}
        </span>
      ))}
      <IconButton
        size="small"
        className="mb-1"
        label={t('sla.calendar.addDate', { name })}
        icon={<Plus />}
        onPress={() => onChange({ ...on, dates: [...dates, nextYear(dates.at(-1) ?? '')] })}
      />
    </span>
  );
}

function DateRange({ on, path, onChange }: Of<'range'>) {
  const t = useTranslation();
  return (
    <>
      <DateField
        label={t('sla.calendar.firstDay')}
        path={`${path}.from`}
        value={on.from}
        onChange={(from) => onChange({ ...on, from })}
      />
      <DateField
        label={t('sla.calendar.lastDay')}
        path={`${path}.to`}
        value={on.to}
        onChange={(to) => onChange({ ...on, to })}
      />
    </>
  );
}

function YearlyDate({ on, path, onChange }: Of<'yearly'>) {
  const t = useTranslation();
  const error = useErrorAt(path);
  const format = useFormat('UTC');
  const months = Array.from({ length: 12 }, (_, index) => ({
    id: String(index + 1),
    label: format.dateWith(Date.UTC(2024, index, 1), { month: 'long' }),
  }));
  const days = Array.from({ length: 31 }, (_, index) => ({
    id: String(index + 1),
    label: String(index + 1),
  }));
  return (
    <>
      <Select
        label={t('sla.calendar.month')}
        className="w-36"
        options={months}
        value={String(on.month)}
        onChange={(month) => onChange({ ...on, month: Number(month) })}
      />
      <Select
        label={t('sla.calendar.day')}
        className="w-20"
        options={days}
        value={String(on.day)}
        onChange={(day) => onChange({ ...on, day: Number(day) })}
      />
      {error !== null && <ProblemLines path={path} />}
    </>
  );
}

function DateField(props: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { path, ...rest } = props;
  const error = useErrorAt(path);
  return <TextField type="date" className="w-36" error={error} {...rest} />;
}

function nextYear(date: string): string {
  const [year, ...rest] = date.split('-');
  return /^\d{4}$/.test(year ?? '') ? [String(Number(year) + 1), ...rest].join('-') : date;
}
