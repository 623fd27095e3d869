import { useState } from 'react';
import type { MatrixReport, PathCoverage } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { classNames } from '../../../lib/class-names.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { textOf } from '../calendars/paint.ts';
import { useWeekdayNames } from '../calendars/weekday-names.ts';
import { weekdays } from '#domain/sla/calendar.ts';
import { CoverageLegend } from './coverage-legend.tsx';
import { heatOf, worstOf } from './coverage.ts';
import { heatClasses } from './heat-classes.ts';
import { ruleName } from './place-words.ts';

type Props = {
  readonly coverage: MatrixReport['coverage'];
  readonly content: MatrixContent;
};

const worst = 'worst';
const fallback = 'fallback';

/** The week hour by hour: how many minutes until a person has it, for one path or the worst of all. */
export function CoverageMap({ coverage, content }: Props) {
  const t = useTranslation();
  const [chosen, setChosen] = useState(worst);
  const [looked, setLooked] = useState<number | null>(null);
  const known = coverage.paths.find(({ ruleId }) => (ruleId ?? fallback) === chosen);
  const shown = known ?? worstOf(coverage.paths);
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('matrix.coverage.of')}
        options={[
          { id: worst, label: t('matrix.coverage.worst') },
          ...coverage.paths.map(({ ruleId }) => ({
            id: ruleId ?? fallback,
            label: ruleName(t, content, ruleId),
          })),
        ]}
        value={known === undefined ? worst : chosen}
        onChange={setChosen}
      />
      <HourGrid shown={shown} coverage={coverage} onLook={setLooked} />
      <p role="status" className="min-h-10 text-small text-muted">
        {looked === null ? (
          t('matrix.coverage.hint', { zone: coverage.zone })
        ) : (
          <HourText hour={looked} shown={shown} names={coverage.names} />
        )}
      </p>
      <CoverageLegend />
    </div>
  );
}

function HourGrid(props: {
  readonly shown: PathCoverage;
  readonly coverage: Props['coverage'];
  readonly onLook: (hour: number) => void;
}) {
  const { shown, coverage, onLook } = props;
  const t = useTranslation();
  const days = useWeekdayNames('short');
  const [focused, setFocused] = useState(9);
  const go = (event: React.KeyboardEvent, hour: number) => {
    const isRightToLeft = document.documentElement.dir === 'rtl';
    const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const steps = new Map([
      [onward, 1],
      [backward, -1],
      ['ArrowDown', 24],
      ['ArrowUp', -24],
    ]);
    const next = hour + (steps.get(event.key) ?? 0);
    if (next === hour || next < 0 || next >= 168) return;
    event.preventDefault();
    setFocused(next);
    const cell = event.currentTarget
      .closest('[role="grid"]')
      ?.querySelector(`[data-hour="${next}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  };
  return (
    <div role="grid" aria-label={t('matrix.coverage')} className="flex flex-col gap-px">
      <div aria-hidden className="flex ps-10">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour} dir="ltr" className="w-1/4 text-tiny text-faint rtl:text-end">
            {textOf(hour * 60)}
          </span>
        ))}
      </div>
      {weekdays.map((weekday, day) => (
        <div key={weekday} role="row" className="flex items-center gap-px">
          <span role="rowheader" className="w-10 shrink-0 text-tiny text-muted">
            {days[weekday]}
          </span>
          {Array.from({ length: 24 }, (_, index) => {
            const hour = day * 24 + index;
            const minutes = shown.minutesToHuman[hour] ?? null;
            const isCovered = shown.isCovered[hour] ?? false;
            return (
              <div
                key={hour}
                role="gridcell"
                tabIndex={hour === focused ? 0 : -1}
                data-hour={hour}
                aria-label={`${days[weekday]} ${textOf(index * 60)}: ${
                  minutes === null
                    ? t('matrix.coverage.never')
                    : t('matrix.coverage.minutes', { minutes })
                }, ${coverage.names[shown.who[hour] ?? 0] ?? ''}`}
                onPointerEnter={() => onLook(hour)}
                onFocus={() => onLook(hour)}
                onKeyDown={(event) => go(event, hour)}
                className={classNames(
                  'h-5 grow basis-0 rounded-[2px] focus-visible:z-1',
                  heatClasses[heatOf(minutes)],
                  !isCovered && 'hatched',
                )}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

function HourText(props: {
  readonly hour: number;
  readonly shown: PathCoverage;
  readonly names: readonly string[];
}) {
  const { hour, shown, names } = props;
  const t = useTranslation();
  const format = useFormat();
  const days = useWeekdayNames('long');
  const minutes = shown.minutesToHuman[hour] ?? null;
  const who = names[shown.who[hour] ?? 0] ?? '';
  const when = `${days[weekdays[Math.floor(hour / 24)] ?? 'mon']} ${textOf((hour % 24) * 60)}`;
  if (minutes === null) return t('matrix.coverage.nobody', { when, who });
  const span = format.duration(minutes * 60_000);
  const isCovered = shown.isCovered[hour] ?? false;
  return t(isCovered ? 'matrix.coverage.somebody' : 'matrix.coverage.later', { when, who, span });
}
