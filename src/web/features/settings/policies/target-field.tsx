import { useState } from 'react';
import type { PolicyTarget } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Select } from '../../../ui/select.tsx';
import { NumberField } from '../number-field.tsx';

type Props = {
  /** Which clock and priority, read aloud. */
  readonly name: string;
  readonly target: PolicyTarget | null;
  readonly onChange: (target: PolicyTarget | null) => void;
};

const units = ['minutes', 'hours', 'working_days', 'end_of_working_day'] as const;
type Unit = (typeof units)[number];

/** An amount and its unit, which is always said (C34). */
export function TargetField({ name, target, onChange }: Props) {
  const t = useTranslation();
  const [unit, setUnit] = useState<Unit>(() => unitOf(target));
  const amount = target === null ? null : amountIn(unit, target);
  return (
    <div className="flex flex-col gap-1">
      <NumberField
        label={t('sla.target.amount', { name })}
        isLabelHidden
        className="w-full"
        value={amount}
        onChange={(next) => onChange(next === null ? null : targetOf(unit, next))}
      />
      <Select
        label={t('sla.target.unit', { name })}
        isLabelHidden
        options={units.map((id) => ({ id, label: t(`sla.unit.${id}`) }))}
        value={unit}
        onChange={(next) => {
          setUnit(next);
          if (amount !== null) onChange(targetOf(next, amount));
        }}
      />
    </div>
  );
}

function unitOf(target: PolicyTarget | null): Unit {
  if (target === null) return 'hours';
  if (target.unit !== 'minutes') return target.unit;
  return target.minutes >= 60 && target.minutes % 30 === 0 ? 'hours' : 'minutes';
}

function amountIn(unit: Unit, target: PolicyTarget): number {
  if (target.unit !== 'minutes') return target.days;
  return unit === 'hours' ? target.minutes / 60 : target.minutes;
}

function targetOf(unit: Unit, amount: number): PolicyTarget {
  switch (unit) {
    case 'minutes':
      return { unit, minutes: amount };
    case 'hours':
      return { unit: 'minutes', minutes: amount * 60 };
    case 'working_days':
    case 'end_of_working_day':
      return { unit, days: amount };
    default:
      return unit satisfies never;
  }
}
