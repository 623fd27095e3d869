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
  const names = useWeekdayNames('long');
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
                onChange={(next) => onChange(withItem(items, index, { ...item, ...next }))}
              />
              <Select
                label={t('sla.calendar.hoursOf')}
                className="w-40"
                options={weekdays.map((id) => ({ id, label: names[id] }))}
                value={item.hoursOf}
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
                onChange={(next) => onChange(withItem(items, index, { ...item, ...next }))}
              />
              <IntervalFields
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

function DayFields(props: { readonly item: Day; readonly onChange: (part: Partial<Day>) => void }) {
  const t = useTranslation();
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
