import { passwordFault, passwordLengthMin } from '#domain/people/password.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';

/** Lets a new password through, or throws `password_too_weak` with what is wrong with it. */
export function requireGoodPassword(password: string, context: readonly string[]): void {
  const fault = passwordFault(password, context);
  if (fault === null) return;
  throw new RequestRefused('password_too_weak', {
    facts: { fault, lengthMin: passwordLengthMin },
  });
}
