import { Plus, Trash2 } from 'lucide-react';
import type { PathStep } from '#contract/matrix-content.ts';
import { randomKey } from '../../../lib/random-key.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MoveButtons } from '../move-buttons.tsx';
import { NumberField } from '../number-field.tsx';
import { withItem, withMoved } from '../use-document.ts';
import { TargetChoice } from './target-choice.tsx';

type Props = {
  readonly path: readonly PathStep[];
  readonly onChange: (path: PathStep[]) => void;
};

/** The steps of one path, from the first who is asked to the last. */
export function PathEditor({ path, onChange }: Props) {
  const t = useTranslation();
  const added: PathStep = {
    id: `step-${randomKey().slice(0, 8)}`,
    targets: [],
    acknowledgeMinutes: 60,
    handleMinutes: null,
    tell: [],
  };
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t('matrix.path')}</h3>
      <ol className="flex flex-col gap-3">
        {path.map((step, index) => {
          const name = t('matrix.step', { number: index + 1 });
          return (
            <li key={step.id} className="flex flex-col gap-3 rounded-card border border-line p-3">
              <div className="flex items-center gap-1">
                <span className="grow font-medium">{name}</span>
                <MoveButtons
                  name={name}
                  index={index}
                  count={path.length}
                  onMove={(by) => onChange(withMoved(path, index, by))}
                />
                <IconButton
                  size="small"
                  label={t('matrix.step.remove', { name })}
                  icon={<Trash2 />}
                  onPress={() => onChange(withItem(path, index, null))}
                />
              </div>
              <StepFields step={step} onChange={(next) => onChange(withItem(path, index, next))} />
            </li>
          );
        })}
      </ol>
      <Button icon={<Plus />} className="self-start" onPress={() => onChange([...path, added])}>
        {t('matrix.step.add')}
      </Button>
    </section>
  );
}

function StepFields(props: {
  readonly step: PathStep;
  readonly onChange: (step: PathStep) => void;
}) {
  const t = useTranslation();
  const { step, onChange } = props;
  return (
    <>
      <TargetChoice
        label={t('matrix.step.who')}
        targets={step.targets}
        onChange={(targets) => onChange({ ...step, targets })}
      />
      <div className="flex flex-wrap gap-3">
        <NumberField
          label={t('matrix.step.acknowledgeMinutes')}
          className="w-56"
          value={step.acknowledgeMinutes}
          onChange={(minutes) =>
            onChange({ ...step, acknowledgeMinutes: Math.round(minutes ?? 0) })
          }
        />
        <NumberField
          label={t('matrix.step.handleMinutes')}
          className="w-56"
          value={step.handleMinutes}
          onChange={(minutes) =>
            onChange({ ...step, handleMinutes: minutes === null ? null : Math.round(minutes) })
          }
        />
      </div>
      <TargetChoice
        label={t('matrix.step.tell')}
        targets={step.tell}
        onChange={(tell) => onChange({ ...step, tell })}
      />
    </>
  );
}
