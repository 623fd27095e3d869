import type { PolicyDocument } from '#contract/policy.ts';
import { ApiProblem } from '../../../lib/api-problem.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { ProblemList, type ShownProblem } from '../problem-list.tsx';
import { worded } from './policy-problems.ts';
import type { PolicyProblem } from '#domain/sla/policy-problem.ts';

type Props = { readonly error: Error | null; readonly document: PolicyDocument };

/** What the server refused beyond what the page sees itself, the order of policies above all. */
export function RefusedFields({ error, document }: Props) {
  const t = useTranslation();
  const format = useFormat();
  if (!(error instanceof ApiProblem) || error.code !== 'policy_invalid') return null;
  const known = error.fields.filter(({ code }) => t.has(`sla.problem.${code}`));
  const problems = known.map(({ path, code, message }) => ({
    path: path.replace(/^order\./, ''),
    code: code as PolicyProblem['code'],
    severity: 'error' as const,
    value: message,
  }));
  const shown: ShownProblem[] = worded(t, format, { problems, document });
  return <ProblemList problems={shown} />;
}
