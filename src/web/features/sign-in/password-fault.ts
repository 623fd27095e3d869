import { passwordLengthMax, passwordLengthMin } from '#domain/people/password.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import type { Translate } from '../../lib/use-translation.tsx';

/** What is wrong with a chosen password, for the field; null when the problem is another. */
export function passwordFaultText(t: Translate, error: unknown): string | null {
  if (!(error instanceof ApiProblem) || error.code !== 'password_too_weak') return null;
  return passwordFaultWords(t, error.facts['fault']);
}

/** The same for a fault by its name; one that this page does not know is the common one. */
export function passwordFaultWords(t: Translate, fault: unknown): string {
  switch (fault) {
    case 'password_too_short':
      return t('signIn.newPassword.short', { min: passwordLengthMin });
    case 'password_too_long':
      return t('signIn.newPassword.long', { max: passwordLengthMax });
    default:
      return t('signIn.newPassword.common');
  }
}
