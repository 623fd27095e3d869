import { useMemo } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Section } from '../../security/page-frame.tsx';
import { ProblemList } from '../problem-list.tsx';
import { problemsOf, worded } from './calendar-problems.ts';
import { ExtraDayList, SpecialDayList } from './exception-lists.tsx';
import { HolidayList } from './holiday-list.tsx';
import { OpenPreview } from './open-preview.tsx';
import { WeekHours } from './week-hours.tsx';
import { WeekPainter } from './week-painter.tsx';
import { useWeekdayNames } from './weekday-names.ts';

type Props = {
  readonly document: CalendarDocument;
  readonly onChange: (part: Partial<CalendarDocument>) => void;
};

/** All of a calendar: zone, week, holidays, exceptions, and what comes of them. */
export function CalendarEditor({ document, onChange }: Props) {
  const t = useTranslation();
  const weekdays = useWeekdayNames('long');
  const nowMs = useServerNow(3_600_000);
  const problems = useMemo(() => problemsOf(document, nowMs), [document, nowMs]);
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const isValid = !problems.some(({ severity }) => severity === 'error');
  return (
    <>
      <Basics document={document} onChange={onChange} />
      <ProblemList problems={worded(t, problems, { document, weekdays })} />
      {!document.is24x7 && (
        <>
          <Section title={t('sla.calendar.week')} hint={t('sla.calendar.weekHint')}>
            <WeekPainter weekly={document.weekly} onChange={(weekly) => onChange({ weekly })} />
            <WeekHours weekly={document.weekly} onChange={(weekly) => onChange({ weekly })} />
          </Section>
          <HolidayList
            holidays={document.holidays}
            today={today}
            onChange={(holidays) => onChange({ holidays })}
          />
          <ExtraDayList
            items={document.extraWorkingDays}
            today={today}
            onChange={(extraWorkingDays) => onChange({ extraWorkingDays })}
          />
          <SpecialDayList
            items={document.specialHours}
            today={today}
            onChange={(specialHours) => onChange({ specialHours })}
          />
        </>
      )}
      {isValid && <OpenPreview document={document} />}
    </>
  );
}

const cuts = ['local_date', 'shift'] as const;

function Basics({ document, onChange }: Props) {
  const t = useTranslation();
  const zones = useZones(document.timeZone);
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        value={document.name}
        onChange={(name) => onChange({ name })}
      />
      <ComboBox
        label={t('common.timeZone')}
        options={zones}
        value={document.timeZone}
        onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
      />
      <Switch
        label={t('sla.calendar.is24x7')}
        description={t('sla.calendar.is24x7Hint')}
        isSelected={document.is24x7}
        onChange={(is24x7) => onChange({ is24x7 })}
      />
      {!document.is24x7 && (
        <Select
          label={t('sla.calendar.cut')}
          options={cuts.map((id) => ({ id, label: t(`sla.calendar.cut.${id}`) }))}
          value={document.holidayCut}
          onChange={(holidayCut) => onChange({ holidayCut })}
        />
      )}
    </div>
  );
}

function useZones(own: string) {
  return useMemo(() => {
    const known = new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
    return [...known].toSorted().map((id) => ({ id, label: id.replaceAll('_', ' ') }));
  }, [own]);
}
