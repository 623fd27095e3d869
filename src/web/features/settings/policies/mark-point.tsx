import type { Mark } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { NumberField } from '../number-field.tsx';

type At = Mark['at'];
type Props = { readonly at: At; readonly onChange: (at: At) => void };

const kinds = ['percent', 'before', 'after'] as const;
type Kind = (typeof kinds)[number];
const times = ['usual', 'working', 'wall'] as const;

/** When a mark falls due: at a share of the target, or so many minutes before or after it. */
export function MarkPoint({ at, onChange }: Props) {
  const t = useTranslation();
  const kind = kindOf(at);
  const amount = at.unit === 'percent' ? at.percent : Math.abs(at.minutes);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <NumberField
        label={t(kind === 'percent' ? 'sla.mark.percent' : 'sla.mark.minutes')}
        className="w-24"
        value={amount}
        onChange={(next) => onChange(pointOf(kind, next ?? 0, at.time))}
      />
      <Select
        label={t('sla.mark.when')}
        className="w-48"
        options={kinds.map((id) => ({ id, label: t(`sla.mark.when.${id}`) }))}
        value={kind}
        onChange={(next) => onChange(pointOf(next, next === 'percent' ? 80 : 60, at.time))}
      />
      <Select
        label={t('sla.mark.time')}
        className="w-56"
        options={times.map((id) => ({ id, label: t(`sla.mark.time.${id}`) }))}
        value={at.time ?? 'usual'}
        onChange={(time) => onChange({ ...at, time: time === 'usual' ? null : time })}
      />
    </div>
  );
}

function kindOf(at: At): Kind {
  if (at.unit === 'percent') return 'percent';
  return at.minutes < 0 ? 'before' : 'after';
}

function pointOf(kind: Kind, amount: number, time: At['time']): At {
  if (kind === 'percent') return { unit: 'percent', percent: amount, time };
  return { unit: 'minutes', minutes: kind === 'before' ? -amount : amount, time };
}
