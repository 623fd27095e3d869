import { Split } from 'lucide-react';
import { type Contact, unmergeContact } from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContactPart } from './contact-part.tsx';
import { useContactChange } from './use-contact-change.ts';

/** Who was merged into this customer; each can be taken out again. */
export function MergedList({ contact }: { readonly contact: Contact }) {
  const t = useTranslation();
  const may = useMay();
  const change = useContactChange();
  if (contact.merged.length === 0) return null;
  return (
    <ContactPart title={t('contact.merged')}>
      <ul className="m-0 flex list-none flex-col p-0">
        {contact.merged.map((other) => {
          const params = { contactId: contact.id, otherId: other.id };
          return (
            <li key={other.id} className="flex min-h-7 items-center justify-between gap-2">
              <bdi className="min-w-0 truncate">{other.name}</bdi>
              {may('contact.merge') && (
                <IconButton
                  size="small"
                  label={t('contact.unmerge', { name: other.name })}
                  icon={<Split />}
                  isDisabled={change.isBusy}
                  onPress={() =>
                    void change.run(() => call(unmergeContact, { params }), t('contact.saved'))
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
    </ContactPart>
  );
}
