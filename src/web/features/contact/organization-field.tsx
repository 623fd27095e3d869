import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { listOrganizations, type Organization } from '#contract/organization.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';

type OrganizationFieldProps = {
  readonly value: string | null;
  /** The present one, which may not be among those found. */
  readonly known: Organization | null;
  readonly onChange: (organizationId: string | null) => void;
};

/** The organization a customer belongs to, found by typing. */
export function OrganizationField({ value, known, onChange }: OrganizationFieldProps) {
  const t = useTranslation();
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim());
  // What stands in the box because it was chosen is no search.
  const search = sought === '' || sought === known?.name ? {} : { search: sought };
  const query = useQuery({
    ...queryOf(listOrganizations, { query: { limit: 20, ...search } }),
    placeholderData: keepPreviousData,
  });
  const found = query.data?.items ?? [];
  const isListed = known === null || found.some(({ id }) => id === known.id);
  const options = [...(isListed || known === null ? [] : [known]), ...found].map((each) => ({
    id: each.id,
    label: each.name,
    ...(each.domains.length > 0 && { description: each.domains.join(', ') }),
  }));
  return (
    <ComboBox
      isOptional
      label={t('contact.organization')}
      options={options}
      value={value}
      onChange={onChange}
      onSearch={setTyped}
    />
  );
}
