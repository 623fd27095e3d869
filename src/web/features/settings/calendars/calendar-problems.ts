import type { CalendarDocument } from '#contract/calendar.ts';
import { instant } from '#domain/kernel/instant.ts';
import type { Weekday } from '#domain/sla/calendar.ts';
import { type CalendarProblem, validateCalendar } from '#domain/sla/validate-calendar.ts';
import { ApiProblem } from '../../../lib/api-problem.ts';
import type { Translate } from '../../../lib/use-translation.tsx';
import { asCalendar } from './as-calendar.ts';
import type { PlacedProblem } from './problem-context.tsx';

type Found = {
  readonly path: string;
  readonly code: CalendarProblem['code'] | 'name_missing';
  readonly severity: 'error' | 'warning';
  readonly value: string | null;
};

/** What is wrong with a calendar as it is written, by the rules that the server goes by too. */
export function problemsOf(document: CalendarDocument, nowMs: number): readonly Found[] {
  const found = validateCalendar(asCalendar(document), instant(Math.floor(nowMs)));
  if (document.name.trim() !== '') return found;
  return [{ path: 'name', code: 'name_missing', severity: 'error', value: null }, ...found];
}

type From = {
  readonly document: CalendarDocument;
  readonly weekdays: Readonly<Record<Weekday, string>>;
};

/** The same in words, with the weekday or the day's name as the place. */
export function worded(t: Translate, problems: readonly Found[], from: From): PlacedProblem[] {
  return problems.map(({ path, code, severity, value }) => ({
    key: `${path} ${code}`,
    path,
    place: placeOf(path, from),
    text: t(`sla.problem.${code}`, { value: value ?? '' }),
    severity,
  }));
}

/** What the server refused beyond what the page had seen, at the fields it names. */
export function refusedOf(t: Translate, error: Error | null, from: From): PlacedProblem[] {
  if (!(error instanceof ApiProblem) || error.code !== 'calendar_invalid') return [];
  return error.fields.flatMap(({ path, code, message }) => {
    const key = `sla.problem.${code}`;
    if (!t.has(key)) return [];
    const text = t(key, { value: message });
    return [
      {
        key: `${path} ${code}`,
        path,
        place: placeOf(path, from),
        text,
        severity: 'error' as const,
      },
    ];
  });
}

function placeOf(path: string, from: From): string | null {
  const [list, key = ''] = path.split('.');
  const { document, weekdays } = from;
  if (list === 'weekly') return new Map(Object.entries(weekdays)).get(key) ?? null;
  const index = Number(key);
  if (list === 'holidays') return document.holidays[index]?.name ?? null;
  if (list === 'specialHours') return document.specialHours[index]?.name ?? null;
  if (list === 'extraWorkingDays') return document.extraWorkingDays[index]?.name ?? null;
  return null;
}
