import { ApiProblem } from '../../../lib/api-problem.ts';
import { problemText } from '../../../lib/problem-text.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

/** Refusals of people and teams: what still uses them, said so that one knows where to go. */
export function peopleProblemText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiProblem)) return problemText(t, error);
  const uses = `people.uses.${String(error.facts['uses'])}`;
  if (error.code === 'in_use' && t.has(uses)) return t(uses);
  if (error.code === 'conflict' && error.facts['field'] === 'name') {
    return t('people.team.nameTaken');
  }
  if (error.code === 'conflict' && error.facts['field'] === 'fromAt') {
    return t('people.onCall.taken');
  }
  const fault = `people.fault.${error.fields[0]?.code ?? ''}`;
  return error.code === 'invalid_request' && t.has(fault) ? t(fault) : problemText(t, error);
}
