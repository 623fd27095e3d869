import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { type HolidayFeed, listHolidayFeeds } from '#contract/holiday.ts';
import { queryOf } from '../../../lib/query.ts';
import { useServerNow } from '../../../lib/server-time.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Section } from '../../security/page-frame.tsx';
import { ProblemList } from '../problem-list.tsx';
import { ExtraDayList, SpecialDayList } from './exception-lists.tsx';
import { FeedSection } from './holidays/feed-section.tsx';
import { ImportDialog } from './holidays/import-dialog.tsx';
import { HolidayList } from './holiday-list.tsx';
import { OpenPreview } from './open-preview.tsx';
import { type PlacedProblem, Problems, useErrorAt } from './problem-context.tsx';
import { WeekHours } from './week-hours.tsx';
import { WeekPainter } from './week-painter.tsx';

type Props = {
  readonly document: CalendarDocument;
  readonly onChange: (part: Partial<CalendarDocument>) => void;
};

type EditorProps = Props & {
  /** Null for a calendar that was never saved. */
  readonly calendarId: string | null;
  readonly problems: readonly PlacedProblem[];
};

/** All of a calendar: zone, week, holidays, exceptions, and what comes of them. */
export function CalendarEditor({ document, onChange, calendarId, problems }: EditorProps) {
  const t = useTranslation();
  const may = useMay();
  const [isImporting, setImporting] = useState(false);
  const feeds = useFeeds(may('policy.write') ? calendarId : null);
  const today = new Date(useServerNow(3_600_000)).toISOString().slice(0, 10);
  const isValid = !problems.some(({ severity }) => severity === 'error');
  return (
    <Problems problems={problems}>
      <Basics document={document} onChange={onChange} />
      <ProblemList problems={problems} />
      {!document.is24x7 && (
        <>
          <Section title={t('sla.calendar.week')} hint={t('sla.calendar.weekHint')}>
            <WeekPainter weekly={document.weekly} onChange={(weekly) => onChange({ weekly })} />
            <WeekHours weekly={document.weekly} onChange={(weekly) => onChange({ weekly })} />
          </Section>
          <HolidayList
            holidays={document.holidays}
            today={today}
            feedNames={new Map(feeds.map(({ id, name }) => [id, name]))}
            onImport={() => setImporting(true)}
            onChange={(holidays) => onChange({ holidays })}
          />
          {calendarId !== null && (
            <FeedSection
              calendarId={calendarId}
              feeds={feeds}
              document={document}
              onTake={onChange}
            />
          )}
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
      {isImporting && (
        <ImportDialog
          document={document}
          calendarId={calendarId}
          onTake={onChange}
          onClose={() => setImporting(false)}
        />
      )}
    </Problems>
  );
}

const cuts = ['local_date', 'shift'] as const;

function Basics({ document, onChange }: Props) {
  const t = useTranslation();
  const zones = useZones(document.timeZone);
  const nameError = useErrorAt('name');
  const zoneError = useErrorAt('timeZone');
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={120}
        error={nameError}
        value={document.name}
        onChange={(name) => onChange({ name })}
      />
      <ComboBox
        label={t('common.timeZone')}
        options={zones}
        error={zoneError}
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

/** Those who may not change the calendar are not told its addresses. */
function useFeeds(calendarId: string | null): readonly HolidayFeed[] {
  const params = { calendarId: calendarId ?? '' };
  const feeds = useQuery({
    ...queryOf(listHolidayFeeds, { params }),
    enabled: calendarId !== null,
  });
  return feeds.data?.items ?? [];
}

function useZones(own: string) {
  return useMemo(() => {
    const known = new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
    return [...known].toSorted().map((id) => ({ id, label: id.replaceAll('_', ' ') }));
  }, [own]);
}
