import { AtSign, BadgeCheck, Link2, MessageCircle, Phone, Plus, X } from 'lucide-react';
import { useState } from 'react';
import {
  type Contact,
  type ContactIdentity,
  type IdentityKind,
  removeIdentity,
} from '#contract/contact.ts';
import { call } from '../../lib/api.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContactPart } from './contact-part.tsx';
import { IdentityForm } from './identity-form.tsx';
import { useContactChange } from './use-contact-change.ts';

/** Every way in which the person writes; each belongs to them alone. */
export function IdentityList({ contact }: { readonly contact: Contact }) {
  const t = useTranslation();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const mayWrite = may('contact.write');
  return (
    <ContactPart
      title={t('contact.identities')}
      action={
        mayWrite && (
          <IconButton
            size="small"
            label={t('contact.identity.add')}
            icon={<Plus />}
            onPress={() => setAdding(true)}
          />
        )
      }
    >
      {contact.identities.length === 0 && <p className="text-faint">{t('contact.none')}</p>}
      <ul className="m-0 flex list-none flex-col p-0">
        {contact.identities.map((identity) => (
          <Identity key={identity.id} {...{ contact, identity, mayWrite }} />
        ))}
      </ul>
      {isAdding && <IdentityForm contact={contact} onClose={() => setAdding(false)} />}
    </ContactPart>
  );
}

function Identity(props: {
  readonly contact: Contact;
  readonly identity: ContactIdentity;
  readonly mayWrite: boolean;
}) {
  const { contact, identity, mayWrite } = props;
  const t = useTranslation();
  const change = useContactChange();
  const Icon = icons[identity.kind];
  const params = { contactId: contact.id, identityId: identity.id };
  return (
    <li className="group flex min-h-7 items-center gap-2">
      <Icon role="img" aria-label={t(`contact.identity.${identity.kind}`)} className={iconClass} />
      {isCode(identity) ? (
        <span className="min-w-0 text-muted">{t(`contact.identity.${identity.kind}`)}</span>
      ) : (
        <bdi dir="ltr" className="min-w-0 wrap-anywhere">
          {identity.value}
        </bdi>
      )}
      {identity.isVerified && (
        <BadgeCheck
          role="img"
          aria-label={t('contact.verified')}
          className="size-4 shrink-0 text-calm-ink"
        />
      )}
      {identity.hasBounced && <Badge tone="hot">{t('contact.identity.bounced')}</Badge>}
      {identity.isMerged && <Badge>{t('contact.identity.merged')}</Badge>}
      {mayWrite && (
        <IconButton
          size="small"
          className="ms-auto opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          label={t('contact.identity.remove', { value: identity.value })}
          icon={<X />}
          isDisabled={change.isBusy}
          onPress={() =>
            void change.run(() => call(removeIdentity, { params }), t('contact.saved'))
          }
        />
      )}
    </li>
  );
}

/** What a browser or a program is known by says nothing to people; its kind does. */
function isCode({ kind, value }: ContactIdentity): boolean {
  return (kind === 'webchat' || kind === 'external') && /^[\w-]*[0-9a-f-]{32,}$/iu.test(value);
}

const iconClass = 'size-4 shrink-0 text-faint';
const icons = {
  email: AtSign,
  phone: Phone,
  webchat: MessageCircle,
  external: Link2,
} satisfies Record<IdentityKind, typeof AtSign>;
