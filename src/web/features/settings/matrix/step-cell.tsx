import { BellRing, Timer } from 'lucide-react';
import type { PathStep } from '#contract/matrix-content.ts';
import type { Saying } from './condition-words.ts';
import { targetText } from './target-words.ts';

const minuteMs = 60_000;

/** One step: who, how long they have, and who is told. */
export function StepCell({ step, saying }: { readonly step: PathStep; readonly saying: Saying }) {
  const { t, format, names } = saying;
  const said = (targets: PathStep['targets']) =>
    targets.map((target) => targetText(t, target, names)).join(', ');
  return (
    <div className="flex flex-col gap-0.5">
      <span className="font-medium">
        <bdi>{said(step.targets) || '–'}</bdi>
      </span>
      <span className="flex items-center gap-1 text-small text-muted">
        <Timer aria-hidden className="size-3.5 shrink-0" />
        {t('matrix.step.acknowledge', {
          span: format.duration(step.acknowledgeMinutes * minuteMs),
        })}
      </span>
      {step.tell.length > 0 && (
        <span className="flex items-start gap-1 text-small text-muted">
          <BellRing aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{t('matrix.step.tells', { names: said(step.tell) })}</span>
        </span>
      )}
    </div>
  );
}
