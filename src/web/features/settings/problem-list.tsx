import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';

export type ShownProblem = {
  readonly key: string;
  /** Where, in the reader's words. */
  readonly place: string | null;
  readonly text: string;
  readonly severity: 'error' | 'warning';
};

/** What must be mended before saving, and what is merely odd. Nothing when all is well. */
export function ProblemList({ problems }: { readonly problems: readonly ShownProblem[] }) {
  const t = useTranslation();
  if (problems.length === 0) return null;
  return (
    <ul aria-label={t('settings.problems')} className="flex flex-col gap-1">
      {problems.map(({ key, place, text, severity }) => (
        <li
          key={key}
          className={
            severity === 'error'
              ? 'flex items-start gap-2 rounded-control bg-danger-soft px-3 py-1.5 text-danger-ink'
              : 'flex items-start gap-2 rounded-control bg-warm-soft px-3 py-1.5 text-warm-ink'
          }
        >
          {severity === 'error' ? (
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          ) : (
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          )}
          <span className="min-w-0 text-pretty">
            {place !== null && <bdi className="font-medium">{place}: </bdi>}
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
