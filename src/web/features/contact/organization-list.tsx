import { Building2, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components/Link';
import { listOrganizations, type Organization } from '#contract/organization.ts';
import { useFormat } from '../../lib/format.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ListProps } from './contact-list.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { PagedList } from './paged-list.tsx';
import { SearchField } from './search-field.tsx';
import { usePages } from '../../lib/use-pages.ts';

/** Organizations by name; one leads to its people. */
export function OrganizationList({ search, onChange }: ListProps) {
  const t = useTranslation();
  const may = useMay();
  const [edited, setEdited] = useState<Organization | 'new' | null>(null);
  const pages = usePages(listOrganizations, {
    ...(search.q !== undefined && { search: search.q }),
  });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 p-2">
        <SearchField
          label={t('contact.search.organizations')}
          sought={search.q ?? ''}
          onSeek={(q) => onChange({ tab: 'organizations', ...(q !== '' && { q }) }, true)}
        />
        {may('contact.write') && (
          <IconButton
            label={t('contact.organization.add')}
            icon={<Plus />}
            onPress={() => setEdited('new')}
          />
        )}
      </div>
      <PagedList
        pages={pages}
        label={t('contact.organizations')}
        itemKey={({ id }) => id}
        isSearch={search.q !== undefined}
        empty={{
          icon: <Building2 />,
          title: t('contact.organization.empty'),
          hint: t('contact.organization.empty.hint'),
        }}
        renderItem={(organization) => (
          <Row
            organization={organization}
            onEdit={may('contact.write') ? () => setEdited(organization) : null}
          />
        )}
      />
      {edited !== null && (
        <OrganizationForm
          organization={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type RowProps = { readonly organization: Organization; readonly onEdit: (() => void) | null };

function Row({ organization, onEdit }: RowProps) {
  const t = useTranslation();
  const format = useFormat();
  const { segment, valueCents, currency, openEscalationCount } = organization;
  const facts = [
    t('contact.members', { count: organization.contactCount }),
    valueCents > 0 ? format.money(valueCents / 100, currency) : null,
    organization.policy?.name ?? null,
  ].filter((fact) => fact !== null);
  return (
    <div className="flex h-full items-center gap-2 border-b border-line pe-2">
      <Link
        href={`/contacts?organization=${organization.id}`}
        className="flex h-full min-w-0 grow items-center gap-3 ps-3 -outline-offset-2 data-hovered:bg-hover"
      >
        <Building2 aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">
            <bdi>{organization.name}</bdi>
          </span>
          <span className="block truncate text-small text-muted">{facts.join(' · ')}</span>
        </span>
        {openEscalationCount > 0 && (
          <Badge tone="hot">
            {t('contact.openEscalations')} {openEscalationCount}
          </Badge>
        )}
        {segment !== null && (
          <Badge tone={segment === 'key_account' ? 'accent' : 'neutral'}>
            {t(`contact.segment.${segment}`)}
          </Badge>
        )}
      </Link>
      {onEdit !== null && (
        <IconButton
          size="small"
          label={t('contact.organization.edit')}
          icon={<Pencil />}
          onPress={onEdit}
        />
      )}
    </div>
  );
}
