import { useQuery } from '@tanstack/react-query';
import { listCalendars } from '#contract/calendar.ts';
import type { LeafCondition } from '#contract/matrix-content.ts';
import { weekdays } from '#domain/sla/calendar.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { textOf, timeTextOf } from '../calendars/paint.ts';
import { TimeField } from '../calendars/time-field.tsx';
import { useWeekdayNames } from '../calendars/weekday-names.ts';
import { ChoiceSet } from '../choice-set.tsx';
import { useState } from 'react';

type Of<Kind extends LeafCondition['kind']> = {
  readonly leaf: Extract<LeafCondition, { kind: Kind }>;
  readonly onChange: (leaf: LeafCondition) => void;
};

const states = ['open', 'closed'] as const;

/** Whether a calendar is open at the moment of the escalation. */
export function HoursFields({ leaf, onChange }: Of<'hours'>) {
  const t = useTranslation();
  const calendars = useQuery(queryOf(listCalendars)).data?.items ?? [];
  const known = calendars.map(({ name, current }) => ({ id: current.id, label: name }));
  const isOlder = !known.some(({ id }) => id === leaf.calendarVersionId);
  const older = { id: leaf.calendarVersionId, label: t('matrix.olderCalendar') };
  return (
    <div className="flex flex-wrap gap-3">
      <Select
        label={t('sla.calendar')}
        className="w-56"
        options={isOlder ? [...known, older] : known}
        value={leaf.calendarVersionId}
        onChange={(calendarVersionId) => onChange({ ...leaf, calendarVersionId })}
      />
      <Select
        label={t('matrix.leaf.hours')}
        className="w-40"
        options={states.map((id) => ({ id, label: t(`sla.calendar.${id}`) }))}
        value={leaf.is}
        onChange={(is) => onChange({ ...leaf, is })}
      />
    </div>
  );
}

const dayNumbers = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** A window of the week in a zone; one that ends before it begins runs into the next day. */
export function WeekTimeFields({ leaf, onChange }: Of<'week_time'>) {
  const t = useTranslation();
  const names = useWeekdayNames('short');
  return (
    <div className="flex flex-col gap-2">
      <ChoiceSet
        label={t('matrix.leaf.week_time')}
        options={dayNumbers.map((id, index) => ({ id, label: names[weekdays[index] ?? 'mon'] }))}
        chosen={dayNumbers.filter((id) => leaf.weekdays.includes(Number(id)))}
        onChange={(chosen) => onChange({ ...leaf, weekdays: chosen.map(Number) })}
      />
      <div className="flex flex-wrap items-end gap-2">
        <MinuteField
          label={t('matrix.leaf.from')}
          minute={leaf.fromMinute}
          onChange={(fromMinute) => onChange({ ...leaf, fromMinute })}
        />
        <span className="pb-1.5">–</span>
        <MinuteField
          label={t('matrix.leaf.to')}
          minute={leaf.toMinute}
          onChange={(toMinute) => onChange({ ...leaf, toMinute })}
        />
        <TextField
          label={t('common.timeZone')}
          isLabelHidden
          className="w-48"
          value={leaf.zone}
          onChange={(zone) => onChange({ ...leaf, zone })}
        />
      </div>
    </div>
  );
}

function MinuteField(props: {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}) {
  const [typed, setTyped] = useState(() => textOf(props.minute));
  return (
    <TimeField
      label={props.label}
      value={typed}
      onChange={(value) => {
        setTyped(value);
        const [hours, minutes] = (timeTextOf(value) ?? '').split(':');
        if (minutes !== undefined) props.onChange(Number(hours) * 60 + Number(minutes));
      }}
    />
  );
}
