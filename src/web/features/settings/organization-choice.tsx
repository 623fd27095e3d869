import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { listOrganizations, readOrganization } from '#contract/organization.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type Props = {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** Any organizations, found by typing; there may be thousands. */
export function OrganizationChoice({ label, chosen, onChange }: Props) {
  const t = useTranslation();
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim());
  const search = sought === '' ? {} : { search: sought };
  const query = useQuery({
    ...queryOf(listOrganizations, { query: { limit: 20, ...search } }),
    placeholderData: keepPreviousData,
  });
  const names = useQueries({
    queries: chosen.map((organizationId) =>
      queryOf(readOrganization, { params: { organizationId } }),
    ),
  });
  const options = (query.data?.items ?? [])
    .filter(({ id }) => !chosen.includes(id))
    .map(({ id, name, domains }) => ({
      id,
      label: name,
      ...(domains.length > 0 && { description: domains.join(', ') }),
    }));
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        // A fresh box for the next one.
        key={chosen.length}
        label={label}
        options={options}
        value={null}
        onChange={(id) => id !== null && onChange([...chosen, id])}
        onSearch={setTyped}
      />
      {chosen.length > 0 && (
        <ul className="m-0 flex list-none flex-wrap gap-1 p-0">
          {chosen.map((id, index) => {
            const found = names[index];
            const name = found?.data?.name ?? (found?.isError ? t('common.unknown') : '…');
            return (
              <li
                key={id}
                className="inline-flex items-center gap-1 rounded-small bg-sunken ps-2 text-small"
              >
                <bdi>{name}</bdi>
                <IconButton
                  size="small"
                  label={t('common.tag.remove', { name })}
                  icon={<X />}
                  onPress={() => onChange(chosen.filter((each) => each !== id))}
                />
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
