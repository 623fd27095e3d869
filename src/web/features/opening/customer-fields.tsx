import { UserPlus, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFoundContacts } from '../contact/use-found-contacts.ts';
import { reachKind } from './opening-draft.ts';
import type { Opening } from './use-new-ticket.ts';

/** Whose ticket it is: somebody who is known, found by typing, or a new customer. */
export function CustomerFields({ opening }: { readonly opening: Opening }) {
  const t = useTranslation();
  const { draft, change } = opening;
  const [typed, setTyped] = useState('');
  /** What was typed in vain is the beginning of the new entry. */
  const beginNew = () => {
    const words = draft.contact === null ? typed.trim() : '';
    const part = reachKind(words) === null ? { name: words } : { reach: words };
    change({ isNewContact: true, ...(words !== '' && part) });
  };
  return draft.isNewContact ? (
    <div className="flex flex-col gap-3">
      <NewCustomer opening={opening} />
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        icon={<Users />}
        onPress={() => change({ isNewContact: false })}
      >
        {t('opening.customer.known')}
      </Button>
    </div>
  ) : (
    <div className="flex flex-col gap-1.5">
      <KnownCustomer opening={opening} onSearch={setTyped} />
      <Button
        size="small"
        variant="quiet"
        className="self-start"
        icon={<UserPlus />}
        onPress={beginNew}
      >
        {t('opening.customer.new')}
      </Button>
    </div>
  );
}

type KnownCustomerProps = {
  readonly opening: Opening;
  readonly onSearch: (text: string) => void;
};

function KnownCustomer({ opening, onSearch }: KnownCustomerProps) {
  const t = useTranslation();
  const { draft, change, faults, refusal } = opening;
  const place = useRef<HTMLDivElement>(null);
  const isPhone = useIsPhone();
  // On a phone the keyboard would cover the form before it is seen.
  useEffect(() => {
    if (!isPhone) place.current?.querySelector('input')?.focus();
  }, [isPhone]);
  const found = useFoundContacts();
  const chosen = draft.contact;
  const isListed = chosen === null || found.items.some(({ id }) => id === chosen.id);
  const known = isListed ? found.items : [chosen, ...found.items];
  return (
    <div ref={place}>
      <ComboBox
        label={t('ticket.customer')}
        placeholder={t('contact.search')}
        options={known.map(({ id, name, email }) => ({
          id,
          label: name,
          ...(email !== null && { description: email }),
        }))}
        value={chosen?.id ?? null}
        onChange={(id) => {
          const contact = known.find((each) => each.id === id);
          change({
            contact:
              contact === undefined
                ? null
                : { id: contact.id, name: contact.name, email: contact.email },
          });
        }}
        onSearch={(text) => {
          onSearch(text);
          found.search(text);
        }}
        error={
          refusal === 'not_found'
            ? t('opening.customer.gone')
            : faults.has('contact')
              ? t('opening.customer.missing')
              : null
        }
      />
    </div>
  );
}

function NewCustomer({ opening }: { readonly opening: Opening }) {
  const t = useTranslation();
  const { draft, change, faults } = opening;
  return (
    <>
      <TextField
        label={t('opening.customer.new')}
        autoComplete="off"
        value={draft.name}
        onChange={(name) => change({ name })}
        error={faults.has('name') ? t('contact.name.missing') : null}
      />
      <TextField
        label={t('opening.reach')}
        autoComplete="off"
        type="email"
        validationBehavior="aria"
        value={draft.reach}
        onChange={(reach) => change({ reach })}
        error={faults.has('reach') ? t('opening.reach.invalid') : null}
      />
    </>
  );
}
