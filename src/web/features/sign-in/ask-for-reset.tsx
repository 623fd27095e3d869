import { Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { requestPasswordReset } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryFrame } from './entry-frame.tsx';

export function AskForReset() {
  const t = useTranslation();
  const [email, setEmail] = useState('');
  const asking = useMutation({
    mutationFn: () => call(requestPasswordReset, { body: { email } }),
  });
  const back = (
    <Link to="/sign-in" className={buttonClass('quiet', 'medium')}>
      {t('signIn.back')}
    </Link>
  );
  if (asking.isSuccess) {
    return (
      <EntryFrame title={t('signIn.ask.sent')} lead={t('signIn.ask.sentHint', { email })}>
        {back}
      </EntryFrame>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <EntryFrame title={t('signIn.ask.title')} lead={t('signIn.ask.hint')}>
      {asking.isError && <Banner tone="bad">{problemText(t, asking.error)}</Banner>}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('common.email')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          isRequired
          value={email}
          onChange={setEmail}
        />
        <Button type="submit" variant="primary" size="large" isPending={asking.isPending}>
          {t('signIn.ask.submit')}
        </Button>
      </form>
      {back}
    </EntryFrame>
  );
}
