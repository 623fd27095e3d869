import { ShieldAlert, ShieldQuestion } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Contact } from '#contract/contact.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ContactForm } from './contact-form.tsx';
import { ContactMenu } from './contact-menu.tsx';
import { CustomList } from './custom-list.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { IdentityList } from './identity-list.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MergedList } from './merged-list.tsx';
import { OrganizationCard } from './organization-card.tsx';
import { ProfileFacts } from './profile-facts.tsx';
import { TicketHistory } from './ticket-history.tsx';

type ContactProfileProps = {
  readonly contact: Contact;
  /** The ticket that is open beside it, marked in the history. */
  readonly shownTicketId: string | null;
};

type Asked = 'edit' | 'merge' | 'erase' | null;

/** A customer: who they are, what they are worth, what burns, and what came before. */
export function ContactProfile({ contact, shownTicketId }: ContactProfileProps) {
  const t = useTranslation();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  return (
    <article aria-label={t('contact.panel')} className="flex flex-col gap-4 p-4">
      <Head contact={contact}>
        <ContactMenu contact={contact} onAsk={setAsked} />
      </Head>
      {!contact.isVerified && <Banner tone="warning">{t('contact.unverified.hint')}</Banner>}
      <ProfileFacts contact={contact} />
      <OrganizationCard contact={contact} />
      <IdentityList contact={contact} />
      <TicketHistory contact={contact} shownTicketId={shownTicketId} />
      <CustomList custom={contact.custom} />
      <MergedList contact={contact} />
      {asked === 'edit' && <ContactForm contact={contact} onClose={close} />}
      {asked === 'merge' && <MergeDialog contact={contact} onClose={close} />}
      {asked === 'erase' && <EraseDialog contact={contact} onClose={close} />}
    </article>
  );
}

function Head({ contact, children }: { readonly contact: Contact; readonly children: ReactNode }) {
  const t = useTranslation();
  const segment = contact.organization?.segment ?? contact.segment;
  return (
    <header className="flex items-start gap-3">
      <Avatar name={contact.name} size="large" />
      <div className="min-w-0 grow">
        <h2 className="flex items-center gap-1 text-title font-semibold">
          <bdi className="min-w-0 wrap-anywhere">{contact.name}</bdi>
          {!contact.isVerified && (
            <ShieldQuestion
              role="img"
              aria-label={t('contact.unverified')}
              className="size-4 shrink-0 text-warm-ink"
            />
          )}
        </h2>
        <div className="flex flex-wrap gap-1">
          {segment !== null && (
            <Badge tone={segment === 'key_account' ? 'accent' : 'neutral'}>
              {t(`contact.segment.${segment}`)}
            </Badge>
          )}
          {contact.riskFlags.map((flag) => (
            <Badge key={flag} tone="danger" icon={<ShieldAlert aria-hidden />}>
              {t(`contact.risk.${flag}`)}
            </Badge>
          ))}
        </div>
      </div>
      {children}
    </header>
  );
}
