import { useRouter } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { acceptInvitation } from '#contract/invitation.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { enterDesk } from './after-sign-in.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { passwordFaultText } from './password-fault.ts';

type Props = {
  readonly token: string;
  readonly offer: { readonly name: string; readonly email: string };
};

export function JoinForm({ token, offer }: Props) {
  const t = useTranslation();
  const router = useRouter();
  const [name, setName] = useState(offer.name);
  const [password, setPassword] = useState('');
  const joining = useMutation({
    mutationFn: async () => {
      await call(acceptInvitation, { body: { token, name, password, language: t.language } });
      await enterDesk(router, '/');
    },
  });
  const fault = passwordFaultText(t, joining.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    joining.mutate();
  };
  return (
    <>
      {joining.isError && fault === null && (
        <Banner tone="bad">{problemText(t, joining.error)}</Banner>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('common.email')}
          type="email"
          name="email"
          autoComplete="username"
          value={offer.email}
          isReadOnly
        />
        <TextField
          label={t('signIn.ownName')}
          name="name"
          autoComplete="name"
          isRequired
          value={name}
          onChange={setName}
        />
        <NewPasswordField value={password} onChange={setPassword} error={fault} />
        <Button type="submit" variant="primary" size="large" isPending={joining.isPending}>
          {t('signIn.invitation.submit')}
        </Button>
      </form>
    </>
  );
}
