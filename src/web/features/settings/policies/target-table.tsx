import type { PolicyDocument, PolicyTarget } from '#contract/policy.ts';
import { type Priority, priorities } from '#domain/ticket/ticket.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { PriorityMark } from '../../../ui/priority-mark.tsx';
import { Section } from '../../security/page-frame.tsx';
import { metricsOf } from './policy-words.ts';
import { TargetField } from './target-field.tsx';

type Props = {
  readonly document: PolicyDocument;
  readonly onChange: (targets: PolicyDocument['targets']) => void;
};
type Metric = keyof PolicyDocument['targets'];

/** How long, for each clock and priority. An empty box is no target: that clock does not run. */
export function TargetTable({ document, onChange }: Props) {
  const t = useTranslation();
  const { targets, kind } = document;
  const put = (metric: Metric, priority: Priority, target: PolicyTarget | null) => {
    const { [priority]: _, ...others } = targets[metric] ?? {};
    const row = target === null ? others : { ...others, [priority]: target };
    const { [metric]: __, ...rest } = targets;
    onChange(Object.keys(row).length === 0 ? rest : { ...rest, [metric]: row });
  };
  return (
    <Section title={t('sla.targets')} hint={t('sla.targets.hint')}>
      <div className="flex flex-col divide-y divide-line">
        <div
          aria-hidden
          className="hidden px-4 py-2 desk:grid desk:grid-cols-[9rem_repeat(4,1fr)] desk:gap-3"
        >
          <span />
          {priorities.map((priority) => (
            <PriorityMark key={priority} priority={priority} hasWord />
          ))}
        </div>
        {metricsOf[kind].map((metric) => (
          <div
            key={metric}
            className="grid grid-cols-2 gap-3 px-4 py-3 desk:grid-cols-[9rem_repeat(4,1fr)]"
          >
            <span className="col-span-2 font-medium desk:col-span-1">
              {t(`common.metric.${metric}`)}
            </span>
            {priorities.map((priority) => (
              <div key={priority} className="flex min-w-0 flex-col gap-1">
                <span aria-hidden className="desk:hidden">
                  <PriorityMark priority={priority} hasWord />
                </span>
                <TargetField
                  name={`${t(`common.metric.${metric}`)}, ${t(`common.priority.${priority}`)}`}
                  target={targets[metric]?.[priority] ?? null}
                  onChange={(target) => put(metric, priority, target)}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
    </Section>
  );
}
