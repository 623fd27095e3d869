import { useQuery } from '@tanstack/react-query';
import { Building2, X } from 'lucide-react';
import { readOrganization } from '#contract/organization.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type OrganizationFilterProps = {
  readonly organizationId: string;
  readonly onClear: () => void;
};

/** Says that only the people of one organization are listed, and lets go of it. */
export function OrganizationFilter({ organizationId, onClear }: OrganizationFilterProps) {
  const t = useTranslation();
  const found = useQuery(queryOf(readOrganization, { params: { organizationId } })).data;
  const name = found?.name ?? '…';
  return (
    <div className="mx-2 mb-2 flex min-h-8 items-center gap-2 rounded-control bg-accent-soft ps-3 text-accent-ink">
      <Building2 aria-hidden className="size-4 shrink-0" />
      <bdi className="min-w-0 grow truncate font-medium">{name}</bdi>
      <IconButton
        size="small"
        label={t('contact.identity.remove', { value: name })}
        icon={<X />}
        onPress={onClear}
      />
    </div>
  );
}
