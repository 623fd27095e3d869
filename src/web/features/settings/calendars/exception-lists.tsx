import { Plus, Trash2 } from 'lucide-react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { weekdays } from '#domain/sla/calendar.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Section } from '../../security/page-frame.tsx';
import { withItem } from '../use-document.ts';
import { IntervalFields } from './interval-fields.tsx';
import { useErrorAt } from './problem-context.tsx';
import { useWeekdayNames } from './weekday-names.ts';

type Extra = CalendarDocument['extraWorkingDays'][number];
type Special = CalendarDocument['specialHours'][number];
type ListOf<Item> = {
  readonly items: readonly Item[];
  readonly onChange: (items: Item[]) => void;
  readonly today: string;
};

/** Make-up days: a Saturday worked for a holiday, with the hours of another weekday. */
export function ExtraDayList({ items, onChange, today }: ListOf<Extra>) {
  const t = useTranslation();
  const added: Extra = { name: '', date: today, hoursOf: 'mon' };
  return (
    <Section
      title={t('sla.calendar.extraDays')}
      hint={t('sla.calendar.extraDaysHint')}
      action={
        <Button icon={<Plus />} onPress={() => onChange([...items, added])}>
          {t('sla.calendar.addDay')}
        </Button>
      }
    >
      {items.length > 0 && (
        <ul className="divide-y divide-line">
          {items.map((item, index) => (
            <li key={index} className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3">
              <DayFields
                item={item}
                path={`extraWorkingDays.${index}`}
                onChange={(next) => onChange(withItem(items, index, { ...item, ...next }))}
              />
              <HoursOf
                item={item}
                path={`extraWorkingDays.${index}`}
                onChange={(hoursOf) => onChange(withItem(items, index, { ...item, hoursOf }))}
              />
              <RemoveDay name={item.name} onRemove={() => onChange(withItem(items, index, null))} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Days with hours of their own; they win over the week and over a holiday. */
export function SpecialDayList({ items, onChange, today }: ListOf<Special>) {
  const t = useTranslation();
  const added: Special = {
    name: '',
    date: today,
    intervals: [{ opens: '09:00', closes: '12:00' }],
  };
  return (
    <Section
      title={t('sla.calendar.specialDays')}
      hint={t('sla.calendar.specialDaysHint')}
      action={
        <Button icon={<Plus />} onPress={() => onChange([...items, added])}>
          {t('sla.calendar.addDay')}
        </Button>
      }
    >
      {items.length > 0 && (
        <ul className="divide-y divide-line">
          {items.map((item, index) => (
            <li key={index} className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3">
              <DayFields
                item={item}
                path={`specialHours.${index}`}
                onChange={(next) => onChange(withItem(items, index, { ...item, ...next }))}
              />
              <IntervalFields
                path={`specialHours.${index}.intervals`}
                name={item.name}
                intervals={item.intervals}
                empty={t('sla.calendar.closed')}
                onChange={(intervals) => onChange(withItem(items, index, { ...item, intervals }))}
              />
              <RemoveDay name={item.name} onRemove={() => onChange(withItem(items, index, null))} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type Day = { readonly name: string; readonly date: string };

function HoursOf(props: {
  readonly item: Extra;
  readonly path: string;
  readonly onChange: (hoursOf: Extra['hoursOf']) => void;
}) {
  const t = useTranslation();
  const names = useWeekdayNames('long');
  const error = useErrorAt(`${props.path}.hoursOf`);
  return (
    <Select
      label={t('sla.calendar.hoursOf')}
      className="w-40"
      error={error}
      options={weekdays.map((id) => ({ id, label: names[id] }))}
      value={props.item.hoursOf}
      onChange={props.onChange}
    />
  );
}

function DayFields(props: {
  readonly item: Day;
  readonly path: string;
  readonly onChange: (part: Partial<Day>) => void;
}) {
  const t = useTranslation();
  const error = useErrorAt(`${props.path}.date`);
  return (
    <>
      <TextField
        label={t('common.name')}
        className="w-full desk:w-48"
        value={props.item.name}
        onChange={(name) => props.onChange({ name })}
      />
      <TextField
        type="date"
        label={t('sla.calendar.date')}
        className="w-36"
        error={error}
        value={props.item.date}
        onChange={(date) => props.onChange({ date })}
      />
    </>
  );
}

function RemoveDay(props: { readonly name: string; readonly onRemove: () => void }) {
  const t = useTranslation();
  return (
    <IconButton
      className="ms-auto"
      label={t('sla.calendar.removeDay', { name: props.name })}
      icon={<Trash2 />}
      onPress={props.onRemove}
    />
  );
}
