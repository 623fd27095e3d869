import type { CalendarDocument } from '#contract/calendar.ts';
import { instant } from '#domain/kernel/instant.ts';
import type { Weekday } from '#domain/sla/calendar.ts';
import { type CalendarProblem, validateCalendar } from '#domain/sla/validate-calendar.ts';
import type { Translate } from '../../../lib/use-translation.tsx';
import type { ShownProblem } from '../problem-list.tsx';
import { asCalendar } from './open-days.ts';

/** What is wrong with a calendar as it is written, by the rules that the server goes by too. */
export function problemsOf(document: CalendarDocument, nowMs: number): readonly CalendarProblem[] {
  return validateCalendar(asCalendar(document), instant(Math.floor(nowMs)));
}

/** The same in words, with the weekday or the day's name as the place. */
export function worded(
  t: Translate,
  problems: readonly CalendarProblem[],
  from: {
    readonly document: CalendarDocument;
    readonly weekdays: Readonly<Record<Weekday, string>>;
  },
): ShownProblem[] {
  return problems.map(({ path, code, severity, value }) => ({
    key: `${path} ${code}`,
    place: placeOf(path, from),
    text: t(`sla.problem.${code}`, { value: value ?? '' }),
    severity,
  }));
}

function placeOf(
  path: string,
  from: {
    readonly document: CalendarDocument;
    readonly weekdays: Readonly<Record<Weekday, string>>;
  },
): string | null {
  const [list, key = ''] = path.split('.');
  const { document, weekdays } = from;
  if (list === 'weekly') return new Map(Object.entries(weekdays)).get(key) ?? null;
  const index = Number(key);
  if (list === 'holidays') return document.holidays[index]?.name ?? null;
  if (list === 'specialHours') return document.specialHours[index]?.name ?? null;
  if (list === 'extraWorkingDays') return document.extraWorkingDays[index]?.name ?? null;
  return null;
}
