import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { setupSteps } from './draft.ts';

/** How far one is: a rung for each question. */
export function StepMarks({ index }: { readonly index: number }) {
  const t = useTranslation();
  const label = t('setup.step', { step: index + 1, count: setupSteps.length });
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden className="flex gap-1">
        {setupSteps.map((step, each) => (
          <span
            key={step}
            className={classNames(
              'h-1 w-5 rounded-full transition-colors',
              each <= index ? 'bg-accent' : 'bg-pressed',
            )}
          />
        ))}
      </div>
      <span className="text-small text-faint">{label}</span>
    </div>
  );
}
