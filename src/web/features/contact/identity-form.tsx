import { useState } from 'react';
import { addIdentity, type Contact, type IdentityKind, identityKinds } from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useContactChange } from './use-contact-change.ts';

type IdentityFormProps = { readonly contact: Contact; readonly onClose: () => void };

/** Adds an address or number. One that somebody else has leads to a merge. */
export function IdentityForm({ contact, onClose }: IdentityFormProps) {
  const t = useTranslation();
  const change = useContactChange();
  const [kind, setKind] = useState<IdentityKind>('email');
  const [value, setValue] = useState('');
  const save = async () => {
    const ask = { params: { contactId: contact.id }, body: { kind, value } };
    const saidHere = ['identity_taken', 'invalid_request'];
    if (await change.run(() => call(addIdentity, ask), t('contact.saved'), saidHere)) onClose();
  };
  const { problem } = change;
  const taken = problem?.code === 'identity_taken' ? t('error.identity_taken') : null;
  const invalid = problem?.code === 'invalid_request' ? t('contact.identity.invalid') : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('contact.identity.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={change.isBusy || value.trim() === ''}
            onPress={() => void save()}
          >
            {t('common.add')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label={t('contact.identity.kind')}
          options={identityKinds.map((id) => ({ id, label: t(`contact.identity.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
        <TextField
          autoFocus
          label={t('contact.identity.value')}
          type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
          value={value}
          onChange={setValue}
          error={taken ?? invalid}
        />
      </form>
    </Dialog>
  );
}
