import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { useSignIn } from './use-sign-in.ts';

/** The second factor: six digits of the authenticator, or one of the codes kept for bad days. */
export function CodeStep({ signingIn }: { readonly signingIn: ReturnType<typeof useSignIn> }) {
  const t = useTranslation();
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<'authenticator' | 'recovery'>('authenticator');
  const isRecovery = kind === 'recovery';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = isRecovery ? code : code.replaceAll(/\D/g, '');
    void signingIn.withCode({ code: given, kind });
  };
  return (
    <>
      {signingIn.error !== null && <Banner tone="bad">{signingIn.error}</Banner>}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          key={kind}
          label={t(isRecovery ? 'signIn.code.recoveryLabel' : 'signIn.code.label')}
          description={t(isRecovery ? 'signIn.code.recoveryHint' : 'signIn.code.hint')}
          name="code"
          autoComplete="one-time-code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoFocus
          isRequired
          value={code}
          onChange={setCode}
        />
        <Button type="submit" variant="primary" size="large" isPending={signingIn.isBusy}>
          {t('signIn.code.submit')}
        </Button>
      </form>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" onPress={signingIn.startAgain}>
          {t('signIn.back')}
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            setKind(isRecovery ? 'authenticator' : 'recovery');
            setCode('');
          }}
        >
          {t(isRecovery ? 'signIn.code.useAuthenticator' : 'signIn.code.useRecovery')}
        </Button>
      </div>
    </>
  );
}
