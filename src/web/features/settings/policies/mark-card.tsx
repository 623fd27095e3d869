import { ShieldAlert, Trash2 } from 'lucide-react';
import type { Mark, PolicyDocument } from '#contract/policy.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ChoiceSet } from '../choice-set.tsx';
import { MarkActions } from './mark-actions.tsx';
import { MarkPoint } from './mark-point.tsx';
import { isGuard, markText, metricsOf } from './policy-words.ts';

type Props = {
  readonly mark: Mark;
  readonly kind: PolicyDocument['kind'];
  /** Null takes it out. */
  readonly onChange: (mark: Mark | null) => void;
};

/** One mark: when, on which clocks, and what is then done. */
export function MarkCard({ mark, kind, onChange }: Props) {
  const t = useTranslation();
  const format = useFormat();
  const name = markText(t, format, mark.at);
  const known: readonly Mark['metrics'][number][] =
    kind === 'hop' ? [...metricsOf.hop, 'close'] : metricsOf.customer;
  return (
    <li className="flex flex-col gap-3 px-4 py-3">
      <div className="flex items-center gap-2">
        <h3 className="grow font-semibold">{name}</h3>
        {isGuard(mark) && (
          <Badge tone="breached" icon={<ShieldAlert aria-hidden />}>
            {t('sla.mark.guard')}
          </Badge>
        )}
        <IconButton
          label={t('sla.mark.remove', { name })}
          icon={<Trash2 />}
          onPress={() => onChange(null)}
        />
      </div>
      <MarkPoint at={mark.at} onChange={(at) => onChange({ ...mark, at })} />
      <ChoiceSet
        label={t('sla.mark.metrics')}
        options={known.map((id) => ({ id, label: t(`common.metric.${id}`) }))}
        chosen={mark.metrics}
        onChange={(metrics) => onChange({ ...mark, metrics })}
      />
      <MarkActions actions={mark.actions} onChange={(actions) => onChange({ ...mark, actions })} />
    </li>
  );
}
