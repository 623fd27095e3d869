import { useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ownPath } from './after-sign-in.ts';
import { CodeStep } from './code-step.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PasswordStep } from './password-step.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Where everybody without a session arrives, and from where they go on to what they wanted. */
export function SignInScreen() {
  const t = useTranslation();
  const { to } = useSearch({ strict: false });
  const signingIn = useSignIn(ownPath(to));
  if (signingIn.step === 'code') {
    return (
      <EntryFrame title={t('signIn.code.title')}>
        <CodeStep signingIn={signingIn} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('signIn.title')}>
      <PasswordStep signingIn={signingIn} />
    </EntryFrame>
  );
}
