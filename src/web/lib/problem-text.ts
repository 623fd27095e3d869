import { ApiProblem } from './api-problem.ts';
import type { Translate } from './use-translation.tsx';

/**
 * What went wrong, in the reader's language, by the problem's code. A code that this desk does not
 * know yet (a newer server) is said with the server's own English title.
 */
export function problemText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('error.internal_error');
  const key = `error.${error.code}`;
  return t.has(key) ? t(key, error.facts) : error.message;
}
