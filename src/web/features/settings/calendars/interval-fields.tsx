import { Plus, X } from 'lucide-react';
import type { OpenInterval } from '#contract/calendar.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { withItem } from '../use-document.ts';
import { ProblemLines } from './problem-lines.tsx';
import { TimeField } from './time-field.tsx';

type Props = {
  /** Whose hours they are, read aloud with each field. */
  readonly name: string;
  readonly intervals: readonly OpenInterval[];
  readonly onChange: (intervals: OpenInterval[]) => void;
  /** Where they stand in the calendar, as `weekly.mon`. */
  readonly path: string;
  /** Shown when there are none. */
  readonly empty: string;
};

/** Hours as pairs of times, to the minute. Midnight as an end is `24:00`. */
export function IntervalFields({ name, intervals, onChange, empty, path }: Props) {
  const t = useTranslation();
  const last = intervals.at(-1);
  const added: OpenInterval =
    last === undefined ? { opens: '09:00', closes: '18:00' } : { opens: last.closes, closes: '' };
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {intervals.length === 0 && <span className="text-muted">{empty}</span>}
      {intervals.map((interval, index) => (
        <span key={index} className="flex items-center gap-1">
          <TimeField
            label={t('sla.calendar.opens', { name })}
            path={`${path}.${index}.opens`}
            value={interval.opens}
            onChange={(opens) => onChange(withItem(intervals, index, { ...interval, opens }))}
          />
          <span aria-hidden>–</span>
          <TimeField
            label={t('sla.calendar.closes', { name })}
            path={`${path}.${index}.closes`}
            value={interval.closes}
            onChange={(closes) => onChange(withItem(intervals, index, { ...interval, closes }))}
          />
          <IconButton
            size="small"
            label={t('sla.calendar.removeHours', { name })}
            icon={<X />}
            onPress={() => onChange(withItem(intervals, index, null))}
          />
        </span>
      ))}
      <IconButton
        size="small"
        label={t('sla.calendar.addHours', { name })}
        icon={<Plus />}
        onPress={() => onChange([...intervals, added])}
      />
      <ProblemLines path={path} />
    </span>
  );
}
