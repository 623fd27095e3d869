import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import {
  passkeyChallenge,
  signIn,
  signInByCode,
  signInByPasskey,
  type SignInOutcome,
} from '#contract/sign-in.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { type DeskKey, useTranslation } from '../../lib/use-translation.tsx';
import { enterDesk } from './after-sign-in.ts';
import { provePasskey } from './passkey.ts';

export type PasswordGiven = {
  readonly email: string;
  readonly password: string;
  readonly isRemembered: boolean;
};
export type CodeGiven = { readonly code: string; readonly kind: 'authenticator' | 'recovery' };

/** The steps of signing in: a password or a passkey, then perhaps a code, then the desk. */
export function useSignIn(to: string) {
  const t = useTranslation();
  const router = useRouter();
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const run = async (ask: () => Promise<SignInOutcome | null>, wrong: DeskKey): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const outcome = await ask();
      if (outcome?.state === 'second_factor_required') setStep('code');
      if (outcome?.state === 'signed_in') await enterDesk(router, to);
    } catch (caught) {
      const isWrong = caught instanceof ApiProblem && caught.code === 'credentials_invalid';
      setError(isWrong ? t(wrong) : problemText(t, caught));
    } finally {
      setBusy(false);
    }
  };

  return {
    step,
    error,
    isBusy,
    withPassword: (given: PasswordGiven) =>
      run(() => call(signIn, { body: given }), 'signIn.wrong'),
    withCode: (given: CodeGiven) =>
      run(() => call(signInByCode, { body: given }), 'signIn.code.wrong'),
    withPasskey: () =>
      run(async () => {
        const { options } = await call(passkeyChallenge);
        const credential = await provePasskey(options);
        return credential && call(signInByPasskey, { body: { credential } });
      }, 'signIn.passkey.wrong'),
    startAgain: () => {
      setStep('password');
      setError(null);
    },
  };
}
