import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useProblemsWithin } from './problem-context.tsx';

/** Everything that is wrong or odd at one place, below what it is about. */
export function ProblemLines({ path }: { readonly path: string }) {
  const problems = useProblemsWithin(path);
  if (problems.length === 0) return null;
  return (
    <span className="flex w-full flex-col gap-0.5 text-small" role="status">
      {problems.map(({ key, text, severity }) => {
        const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
        const tone = severity === 'error' ? 'text-danger-ink' : 'text-warm-ink';
        return (
          <span key={key} className={`flex items-start gap-1 ${tone}`}>
            <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span dir="auto">{text}</span>
          </span>
        );
      })}
    </span>
  );
}
