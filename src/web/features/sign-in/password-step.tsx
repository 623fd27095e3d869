import { Link } from '@tanstack/react-router';
import { Fingerprint } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { canUsePasskeys } from './passkey.ts';
import type { useSignIn } from './use-sign-in.ts';

type Props = { readonly signingIn: ReturnType<typeof useSignIn> };

export function PasswordStep({ signingIn }: Props) {
  const t = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isRemembered, setRemembered] = useState(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signingIn.withPassword({ email, password, isRemembered });
  };
  return (
    <>
      {signingIn.error !== null && <Banner tone="bad">{signingIn.error}</Banner>}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('common.email')}
          type="email"
          name="email"
          autoComplete="username webauthn"
          autoFocus
          isRequired
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('common.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Checkbox
            label={t('signIn.remember')}
            isSelected={isRemembered}
            onChange={setRemembered}
          />
          <Link
            to="/reset-password"
            className="rounded-small text-accent-ink underline-offset-2 hover:underline"
          >
            {t('signIn.forgot')}
          </Link>
        </div>
        <Button type="submit" variant="primary" size="large" isPending={signingIn.isBusy}>
          {t('signIn.submit')}
        </Button>
      </form>
      {canUsePasskeys() && <PasskeyOffer signingIn={signingIn} />}
    </>
  );
}

function PasskeyOffer({ signingIn }: Props) {
  const t = useTranslation();
  return (
    <>
      <div className="flex items-center gap-3 text-small text-faint">
        <span aria-hidden className="h-px grow bg-line" />
        {t('signIn.or')}
        <span aria-hidden className="h-px grow bg-line" />
      </div>
      <Button
        size="large"
        icon={<Fingerprint />}
        isDisabled={signingIn.isBusy}
        onPress={() => void signingIn.withPasskey()}
      >
        {t('signIn.passkey')}
      </Button>
    </>
  );
}
