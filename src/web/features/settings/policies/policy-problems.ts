import type { CalendarRow } from '#contract/calendar.ts';
import type { Mark, PolicyDocument } from '#contract/policy.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import type { PolicyProblem } from '#domain/sla/policy-problem.ts';
import { validatePolicy } from '#domain/sla/validate-policy.ts';
import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/use-translation.tsx';
import { asCalendar } from '../calendars/as-calendar.ts';
import type { ShownProblem } from '../problem-list.tsx';
import { markText } from './policy-words.ts';

/**
 * What is wrong with a policy as it is written, by the rules that the server goes by too. An older
 * version of a calendar is judged by the current one here; the server looks at the very version.
 */
export function problemsOf(
  document: PolicyDocument,
  from: {
    readonly calendars: readonly CalendarRow[];
    readonly calendarId: string | null;
    readonly nowMs: number;
  },
): readonly PolicyProblem[] {
  const calendars = new Map<CalendarVersionId, Calendar>();
  for (const { id, current } of from.calendars) {
    const calendar = asCalendar(current.document);
    calendars.set(current.id as CalendarVersionId, calendar);
    if (id === from.calendarId && document.calendarVersionId !== null) {
      const versionId = document.calendarVersionId as CalendarVersionId;
      if (!calendars.has(versionId)) calendars.set(versionId, calendar);
    }
  }
  const policy = { ...document, id: '', policyId: '' } as unknown as PolicyVersion;
  return validatePolicy(policy, { calendars, now: instant(Math.floor(from.nowMs)) });
}

/** The same in words, with the clock, priority or mark as the place. */
export function worded(
  t: Translate,
  format: Format,
  part: {
    readonly problems: readonly Pick<PolicyProblem, 'path' | 'code' | 'severity' | 'value'>[];
    readonly document: PolicyDocument;
  },
): ShownProblem[] {
  return part.problems.map(({ path, code, severity, value }) => ({
    key: `${path} ${code} ${value}`,
    place: placeOf(t, format, { path, document: part.document }),
    text: t(`sla.problem.${code}`, { value: valueText(t, code, value) }),
    severity,
  }));
}

function placeOf(
  t: Translate,
  format: Format,
  at: { readonly path: string; readonly document: PolicyDocument },
): string | null {
  const [list, key = '', priority = ''] = at.path.split('.');
  const say = (text: string) => (t.has(text) ? t(text) : null);
  if (list === 'targets' || list === 'pauses') {
    const parts = [say(`common.metric.${key}`), say(`common.priority.${priority}`)];
    return parts.filter((part) => part !== null).join(' · ') || null;
  }
  if (list === 'marks') {
    const mark: Mark | undefined = at.document.marks[Number(key)];
    return mark === undefined ? null : `${t('sla.marks')} · ${markText(t, format, mark.at)}`;
  }
  if (list === 'conditions') {
    const condition = at.document.conditions[Number(key)];
    return condition === undefined ? null : t(`sla.attribute.${condition.attribute}`);
  }
  return null;
}

/** Values that are codes themselves are said; others are shown as they are. */
function valueText(t: Translate, code: string, value: string | null): string {
  if (value === null) return '';
  const key = code.startsWith('breach_') || code === 'waiver_without_reason' ? 'metric' : 'state';
  const name = `common.${key}.${value}`;
  return t.has(name) ? t(name) : value;
}
