import { useId } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { weekdays } from '#domain/sla/calendar.ts';
import { classNames } from '../../../lib/class-names.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { isOpenAt, spillOf, stretchesOf, textOf } from './paint.ts';
import { cellMinutes, cellsPerDay, weekdayOf } from './paint-block.ts';
import { usePainter } from './use-painter.ts';
import { useWeekdayNames } from './weekday-names.ts';

type Weekly = CalendarDocument['weekly'];
type Props = {
  readonly weekly: Weekly;
  readonly onChange: (weekly: Weekly) => void;
};

/** The week as cells of half an hour to paint on. A phone has the fields below it instead. */
export function WeekPainter({ weekly, onChange }: Props) {
  const t = useTranslation();
  const names = useWeekdayNames('short');
  const painter = usePainter(weekly, onChange);
  const hintId = useId();
  return (
    <div className="hidden flex-col gap-1 px-4 pt-3 desk:flex">
      <p id={hintId} className="text-small text-faint">
        {t('sla.calendar.paintHint')}
      </p>
      <div
        role="grid"
        aria-label={t('sla.calendar.week')}
        aria-describedby={hintId}
        aria-multiselectable
        className="flex touch-none flex-col gap-px select-none"
        {...painter.grid}
      >
        <HourLine />
        {weekdays.map((weekday, day) => (
          <div key={weekday} role="row" className="flex items-center">
            <span role="rowheader" className="w-14 shrink-0 text-small text-muted">
              {names[weekday]}
            </span>
            <DayCells day={day} weekly={weekly} painter={painter} name={names[weekday]} />
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        <PaintedText painted={painter.painted} />
      </p>
    </div>
  );
}

/** Says what the last key did: a cell that changes its name while it has the focus is not read. */
function PaintedText({ painted }: { readonly painted: ReturnType<typeof usePainter>['painted'] }) {
  const t = useTranslation();
  const names = useWeekdayNames('long');
  if (painted === null) return null;
  const { from, to } = painted;
  const days = [...new Set([names[weekdayOf(from.day)], names[weekdayOf(to.day)]])];
  return t('sla.calendar.painted', {
    days: days.join(' – '),
    from: textOf(from.slot * cellMinutes),
    to: textOf((to.slot + 1) * cellMinutes),
    state: t(`sla.calendar.${painted.opens ? 'open' : 'closed'}`),
  });
}

function HourLine() {
  return (
    <div aria-hidden className="flex ps-14">
      {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
        <span key={hour} dir="ltr" className="w-1/8 text-tiny text-faint rtl:text-end">
          {textOf(hour * 60)}
        </span>
      ))}
    </div>
  );
}

function DayCells(props: {
  readonly day: number;
  readonly name: string;
  readonly weekly: Weekly;
  readonly painter: ReturnType<typeof usePainter>;
}) {
  const { day, name, weekly, painter } = props;
  const t = useTranslation();
  const stretches = stretchesOf(weekly[weekdayOf(day)]);
  const spill = spillOf(stretchesOf(weekly[weekdayOf((day + 6) % 7)]));
  const { focused } = painter;
  return Array.from({ length: cellsPerDay }, (_, slot) => {
    const minute = slot * cellMinutes;
    const isOpen = isOpenAt(stretches, minute);
    const isSpill = !isOpen && minute < spill;
    const isFocused = focused.day === day && focused.slot === slot;
    const state = isOpen ? 'open' : isSpill ? 'night' : 'closed';
    return (
      <div
        key={slot}
        role="gridcell"
        tabIndex={isFocused ? 0 : -1}
        data-day={day}
        data-slot={slot}
        aria-selected={isOpen}
        aria-label={`${name} ${textOf(minute)}–${textOf(minute + cellMinutes)} ${t(`sla.calendar.${state}`)}`}
        onKeyDown={(event) => painter.onKeyDown(event, { day, slot })}
        className={classNames(
          'h-7 grow basis-0 border-line focus-visible:z-10',
          slot % 2 === 0 ? 'border-s' : 'border-s border-s-transparent',
          isOpen ? 'bg-calm' : isSpill ? 'bg-calm-soft hatched' : 'bg-sunken hover:bg-pressed',
        )}
      />
    );
  });
}
