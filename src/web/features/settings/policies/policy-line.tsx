import type { PolicyRow } from '#contract/policy.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { MoveButtons } from '../move-buttons.tsx';
import { metricsOf, targetText } from './policy-words.ts';

type Props = {
  readonly policy: PolicyRow;
  /** Null for one that is put away. */
  readonly place: { readonly index: number; readonly count: number } | null;
  readonly onMove: ((by: number) => void) | null;
};

/** One policy of the list: for whom, how soon at normal priority, by which hours, how many run. */
export function PolicyLine({ policy, place, onMove }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const { document } = policy.current;
  const promises = metricsOf[policy.kind].flatMap((metric) => {
    const target = document.targets[metric]?.normal;
    if (target === undefined) return [];
    return [`${t(`common.metric.${metric}`)} ${targetText(t, format, target)}`];
  });
  const conditions = document.conditions.map(({ attribute }) => t(`sla.attribute.${attribute}`));
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      {place !== null && (
        <span aria-hidden className="w-5 pt-px text-end text-faint">
          {place.index + 1}
        </span>
      )}
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <TextLink href={`/settings/policies/${policy.id}`} className="font-medium">
            <Isolate>{policy.name}</Isolate>
          </TextLink>
          <span className="text-small text-faint">
            {t('settings.version', { version: policy.current.version })}
          </span>
          {policy.calendar && !policy.calendar.isCurrent && (
            <Badge tone="warm">
              {t('sla.calendar.olderVersion', { name: policy.calendar.name })}
            </Badge>
          )}
        </p>
        <p className="text-muted">
          {conditions.length === 0
            ? t('sla.conditions.all')
            : t('sla.conditions.by', { attributes: format.list(conditions) })}
          {' · '}
          <bdi>{policy.calendar?.name ?? t('sla.calendar.is24x7')}</bdi>
        </p>
        <p className="text-small text-faint">{promises.join(' · ')}</p>
        {policy.clockCount > 0 && (
          <p className="text-small text-faint">
            {t('sla.policy.clocks', { count: policy.clockCount })}
            {policy.olderClockCount > 0 &&
              ` · ${t('sla.policy.olderClocks', { count: policy.olderClockCount })}`}
          </p>
        )}
      </div>
      {onMove !== null && place !== null && (
        <MoveButtons name={policy.name} index={place.index} count={place.count} onMove={onMove} />
      )}
    </li>
  );
}
