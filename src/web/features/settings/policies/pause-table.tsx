import type { PolicyDocument } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Section } from '../../security/page-frame.tsx';
import { ChoiceSet } from '../choice-set.tsx';
import { metricsOf } from './policy-words.ts';

type Props = {
  readonly document: PolicyDocument;
  readonly onChange: (pauses: PolicyDocument['pauses']) => void;
};

const states = ['pending', 'on_hold'] as const;

/** Which waiting stops which clock. */
export function PauseTable({ document, onChange }: Props) {
  const t = useTranslation();
  const { pauses, kind } = document;
  return (
    <Section title={t('sla.pauses')} hint={t('sla.pauses.hint')}>
      <ul className="divide-y divide-line">
        {metricsOf[kind].map((metric) => (
          <li key={metric} className="flex flex-wrap items-center gap-x-4 px-4 py-2">
            <span className="w-48">{t(`common.metric.${metric}`)}</span>
            <ChoiceSet
              label={t('sla.pauses.of', { name: t(`common.metric.${metric}`) })}
              isLabelHidden
              options={states.map((id) => ({ id, label: t(`common.state.${id}`) }))}
              chosen={states.filter((state) => pauses[metric]?.includes(state))}
              onChange={(chosen) => {
                const { [metric]: _, ...rest } = pauses;
                onChange(chosen.length === 0 ? rest : { ...rest, [metric]: chosen });
              }}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
