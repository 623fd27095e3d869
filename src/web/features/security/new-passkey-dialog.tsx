import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { addPasskey, getSecurity, newPasskeyChallenge } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { makePasskey } from '../sign-in/passkey.ts';
import { deviceName } from './device-name.ts';
import { ownProblemText } from './own-problem-text.ts';

/** Names a passkey, then has the browser make it. */
export function NewPasskeyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  const formId = useId();
  const [name, setName] = useState(() => deviceName(navigator.userAgent) ?? '');
  const adding = useMutation({
    mutationFn: async () => {
      const { options } = await call(newPasskeyChallenge);
      const credential = await makePasskey(options);
      if (credential) await call(addPasskey, { body: { name, credential } });
    },
    onSuccess: async () => {
      onClose();
      await refresh(getSecurity.tag);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <Dialog
      title={t('security.passkeys.add')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={adding.isPending}>
            {t('common.next')}
          </Button>
        </>
      }
    >
      {adding.isError && <Banner tone="bad">{ownProblemText(t, adding.error)}</Banner>}
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t('common.name')}
          description={t('security.passkeys.nameHint')}
          autoFocus
          isRequired
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </form>
    </Dialog>
  );
}
