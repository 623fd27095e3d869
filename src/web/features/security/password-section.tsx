import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword, getSecurity } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { NewPasswordField } from '../sign-in/new-password-field.tsx';
import { passwordFaultText } from '../sign-in/password-fault.ts';
import { Section } from './page-frame.tsx';
import { ownProblemText } from './own-problem-text.ts';

export function PasswordSection({ hasPassword }: { readonly hasPassword: boolean }) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(!hasPassword);
  const title = t('common.password');
  if (!isOpen) {
    return (
      <Section
        title={title}
        hint={t('security.password.set')}
        action={<Button onPress={() => setOpen(true)}>{t('security.password.change')}</Button>}
      />
    );
  }
  return (
    <Section
      title={title}
      hint={t(hasPassword ? 'security.password.hint' : 'security.password.none')}
    >
      <PasswordForm hasPassword={hasPassword} onDone={() => setOpen(false)} />
    </Section>
  );
}

function PasswordForm(props: { readonly hasPassword: boolean; readonly onDone: () => void }) {
  const t = useTranslation();
  const { hasPassword, onDone } = props;
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      call(changePassword, {
        body: { currentPassword: hasPassword ? current : null, newPassword: fresh },
      }),
    onSuccess: async () => {
      toast({ text: t('security.password.done'), tone: 'good' });
      onDone();
      await refresh(getSecurity.tag);
    },
  });
  const fault = passwordFaultText(t, saving.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit} className="flex max-w-96 flex-col gap-4 p-4">
      {saving.isError && fault === null && (
        <Banner tone="bad">{ownProblemText(t, saving.error)}</Banner>
      )}
      {hasPassword && (
        <TextField
          label={t('security.password.current')}
          type="password"
          autoComplete="current-password"
          isRequired
          value={current}
          onChange={setCurrent}
        />
      )}
      <NewPasswordField
        label={t('security.password.new')}
        value={fresh}
        onChange={setFresh}
        error={fault}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={saving.isPending}>
          {t('signIn.reset.submit')}
        </Button>
        {hasPassword && <Button onPress={onDone}>{t('common.cancel')}</Button>}
      </div>
    </form>
  );
}
