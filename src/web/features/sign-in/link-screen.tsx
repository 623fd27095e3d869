import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { signInByLink } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAddressToken } from './address-token.ts';
import { enterDesk } from './after-sign-in.ts';
import { EntryFrame } from './entry-frame.tsx';

/** Where the link leads that the server prints. It signs in by itself and goes on. */
export function LinkScreen() {
  const t = useTranslation();
  const error = useLinkSignIn(useAddressToken() ?? '');
  if (error === null) {
    return (
      <EntryFrame title={t('signIn.link.title')}>
        <ProgressBar label={t('signIn.link.title')} share={null} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('signIn.link.invalid')}>
      <Banner tone="bad">{error}</Banner>
      <Link to="/sign-in" className={buttonClass('primary', 'large')}>
        {t('signIn.back')}
      </Link>
    </EntryFrame>
  );
}

function useLinkSignIn(token: string): string | null {
  const t = useTranslation();
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  // The link works once, and development renders twice: the first try must be the only one.
  const isTried = useRef(false);
  useEffect(() => {
    if (isTried.current) return;
    isTried.current = true;
    call(signInByLink, { body: { token: token === '' ? '-' : token } })
      .then(() => enterDesk(router, '/'))
      .catch((caught: unknown) => {
        const isSpent = caught instanceof ApiProblem && caught.code === 'link_invalid';
        setError(isSpent ? t('signIn.link.hint') : problemText(t, caught));
      });
  }, [router, t, token]);
  return error;
}
