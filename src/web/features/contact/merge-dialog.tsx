import { useState } from 'react';
import { type Contact, mergeContact } from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useContactChange } from './use-contact-change.ts';
import { useFoundContacts } from './use-found-contacts.ts';

type MergeDialogProps = { readonly contact: Contact; readonly onClose: () => void };

/** Makes another customer part of this one. */
export function MergeDialog({ contact, onClose }: MergeDialogProps) {
  const t = useTranslation();
  const change = useContactChange();
  const [otherId, setOtherId] = useState<string | null>(null);
  const found = useFoundContacts();
  const others = found.items.filter(({ id }) => id !== contact.id);
  const merge = async () => {
    if (otherId === null) return;
    const params = { contactId: contact.id, otherId };
    if (await change.run(() => call(mergeContact, { params }), t('contact.merge.done'))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('contact.merge.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={otherId === null || change.isBusy}
            onPress={() => void merge()}
          >
            {t('contact.merge.send')}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{t('contact.merge.hint', { name: contact.name })}</p>
      <ComboBox
        label={t('contact.merge.other')}
        placeholder={t('contact.search')}
        options={others.map(({ id, name, email, organization }) => ({
          id,
          label: name,
          description: [email, organization?.name].filter(Boolean).join(' · '),
        }))}
        value={otherId}
        onChange={setOtherId}
        onSearch={found.search}
      />
    </Dialog>
  );
}
