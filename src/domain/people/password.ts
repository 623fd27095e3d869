import { isCommonPassword } from './common-password.ts';

/** Length is what makes a password hard to guess, so it is the only rule of composition. */
export const passwordLengthMin = 12;
/** A longer text would only buy an attacker our processor time. */
export const passwordLengthMax = 128;

export type PasswordFault = 'password_too_short' | 'password_too_long' | 'password_too_common';

/**
 * Why a new password may not be chosen, or null when it may (ASVS 6.2.1, 6.2.4, 6.2.11):
 * too short, too long, or one that a guesser tries first. `context` holds words known of the
 * person and the workspace, which must not be most of the password. The server decides by it; the
 * first-run questions ask it too, so that nobody hears of a weak password four questions later.
 */
export function passwordFault(password: string, context: readonly string[]): PasswordFault | null {
  const normalized = password.normalize('NFKC');
  if ([...normalized].length < passwordLengthMin) return 'password_too_short';
  if (normalized.length > passwordLengthMax) return 'password_too_long';
  return isCommonPassword(normalized, context) ? 'password_too_common' : null;
}
