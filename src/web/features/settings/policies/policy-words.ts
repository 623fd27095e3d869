import type { Mark, MarkAction, PolicyDocument, PolicyTarget, Whom } from '#contract/policy.ts';
import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

const minuteMs = 60_000;

/** A target in a few words: "4 h", "2 working days", "end of working day 1". */
export function targetText(t: Translate, format: Format, target: PolicyTarget): string {
  // Working time is never said in days: a working day is not twenty-four hours.
  if (target.unit === 'minutes') {
    const hours = Math.floor(target.minutes / 60);
    if (hours >= 24) return t('common.duration.h', { hours });
    return format.duration(target.minutes * minuteMs);
  }
  return t(`sla.unit.${target.unit}.value`, { days: target.days });
}

/** When a mark falls due: "at 80 %", "30 m before", "1 h after". */
export function markText(t: Translate, format: Format, at: Mark['at']): string {
  if (at.unit === 'percent') {
    if (at.percent === 100) return t('sla.mark.atBreach');
    return t('sla.mark.atPercent', { percent: format.percent(at.percent / 100) });
  }
  if (at.minutes === 0) return t('sla.mark.atBreach');
  const span = format.duration(Math.abs(at.minutes) * minuteMs);
  return t(at.minutes < 0 ? 'sla.mark.before' : 'sla.mark.after', { span });
}

export type Names = {
  readonly agentName: (id: string) => string | null;
  readonly teamName: (id: string) => string | null;
};

export function whomText(t: Translate, whom: Whom, names: Names): string {
  if (whom.kind === 'agent') return names.agentName(whom.agentId) ?? t('common.unknown');
  if (whom.kind === 'named_team') return names.teamName(whom.teamId) ?? t('common.unknown');
  return t(`sla.whom.${whom.kind}`);
}

/** Whether the mark stands at the very target. */
export function isBreachMark({ at }: Mark): boolean {
  return at.unit === 'percent' ? at.percent === 100 : at.minutes === 0;
}

/** Whether it is the mark that makes a breach escalate, which must not be lost by accident. */
export function isGuard(mark: Mark): boolean {
  return isBreachMark(mark) && mark.actions.some(({ type }) => type === 'escalate');
}

/** What every policy starts from: a breach escalates and tells those above. */
export const breachActions: readonly MarkAction[] = [
  { type: 'escalate', reason: 'clock_breach' },
  { type: 'notify', whom: [{ kind: 'handler' }, { kind: 'lead' }, { kind: 'manager' }] },
];

/** The metrics that a policy of the kind may set. */
export const metricsOf = {
  customer: ['first_response', 'next_response', 'resolution', 'update'],
  hop: ['acknowledge', 'handle'],
} as const satisfies Record<PolicyDocument['kind'], readonly (keyof PolicyDocument['targets'])[]>;
