import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import type { Translate } from '../../lib/use-translation.tsx';

/** For a signed-in person wrong credentials mean the own password or code, not the session. */
export function ownProblemText(t: Translate, error: unknown): string {
  const isWrong = error instanceof ApiProblem && error.code === 'credentials_invalid';
  return isWrong ? t('security.wrong') : problemText(t, error);
}
