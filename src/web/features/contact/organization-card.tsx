import { Building2, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Contact } from '#contract/contact.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContactPart } from './contact-part.tsx';
import { OrganizationForm } from './organization-form.tsx';

/** The company behind the customer, with its contract. */
export function OrganizationCard({ contact }: { readonly contact: Contact }) {
  const t = useTranslation();
  const may = useMay();
  const [isEditing, setEditing] = useState(false);
  const { organization } = contact;
  if (organization === null) return null;
  return (
    <ContactPart
      title={t('contact.organization')}
      action={
        may('contact.write') && (
          <IconButton
            size="small"
            label={t('contact.organization.edit')}
            icon={<Pencil />}
            onPress={() => setEditing(true)}
          />
        )
      }
    >
      <div className="flex gap-2 rounded-control border border-line p-2">
        <Building2 aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">
            <bdi>{organization.name}</bdi>
          </p>
          <p className="text-small text-muted">
            {t('contact.policy')}:{' '}
            <bdi>{organization.policy?.name ?? t('contact.policy.matched')}</bdi>
          </p>
          <p className="text-small text-muted">
            {t('contact.members', { count: organization.contactCount })} ·{' '}
            {t('contact.openTickets')}: {organization.openTicketCount}
          </p>
        </div>
      </div>
      {isEditing && (
        <OrganizationForm organization={organization} onClose={() => setEditing(false)} />
      )}
    </ContactPart>
  );
}
