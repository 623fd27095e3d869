import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { resetPassword } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { ApiProblem } from '../../lib/api-problem.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { passwordFaultText } from './password-fault.ts';

export function ChoosePassword({ token }: { readonly token: string }) {
  const t = useTranslation();
  const [password, setPassword] = useState('');
  const choosing = useMutation({
    mutationFn: () => call(resetPassword, { body: { token, password } }),
  });
  const fault = passwordFaultText(t, choosing.error);
  const isSpent = choosing.error instanceof ApiProblem && choosing.error.code === 'link_invalid';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choosing.mutate();
  };
  if (choosing.isSuccess) {
    return (
      <>
        <Banner tone="good">{t('signIn.reset.done')}</Banner>
        <Link to="/sign-in" className={buttonClass('primary', 'large')}>
          {t('signIn.submit')}
        </Link>
      </>
    );
  }
  return (
    <>
      {choosing.isError && fault === null && (
        <Banner tone="bad">
          {isSpent ? t('signIn.reset.invalid') : problemText(t, choosing.error)}
        </Banner>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NewPasswordField value={password} onChange={setPassword} error={fault} />
        <Button type="submit" variant="primary" size="large" isPending={choosing.isPending}>
          {t('signIn.reset.submit')}
        </Button>
      </form>
      {isSpent && (
        <Link to="/reset-password" reloadDocument className={buttonClass('secondary', 'large')}>
          {t('signIn.ask.submit')}
        </Link>
      )}
    </>
  );
}
