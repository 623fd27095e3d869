import { type Contact, eraseContact } from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useContactChange } from './use-contact-change.ts';

type EraseDialogProps = { readonly contact: Contact; readonly onClose: () => void };

/** Asks once more before a person is erased for good. */
export function EraseDialog({ contact, onClose }: EraseDialogProps) {
  const t = useTranslation();
  const change = useContactChange();
  const erase = async () => {
    const params = { contactId: contact.id };
    const saidHere = ['contact_has_open_tickets'];
    const erasing = () => call(eraseContact, { params });
    if (await change.run(erasing, t('contact.erase.done'), saidHere)) onClose();
  };
  return (
    <Dialog
      isOpen
      isQuestion
      onClose={onClose}
      title={t('contact.erase.title', { name: contact.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" isDisabled={change.isBusy} onPress={() => void erase()}>
            {t('contact.erase.send')}
          </Button>
        </>
      }
    >
      {change.problem !== null && <Banner tone="bad">{problemText(t, change.problem)}</Banner>}
      <p className="text-pretty">{t('contact.erase.hint')}</p>
    </Dialog>
  );
}
