import { X } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { activeFilters, type FilterName, type InboxSearch } from './inbox-search.ts';
import type { InboxPlace } from './use-inbox-place.ts';

/** What the list is narrowed to, each to be taken away. */
export function ActiveFilters({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const say = useFilterWords();
  const filters = activeFilters(place.search);
  if (filters.length === 0) return null;
  return (
    <ul aria-label={t('common.filter')} className="m-0 flex list-none flex-wrap gap-1 p-0">
      {filters.map(([name, value]) => (
        <li
          key={name}
          className="inline-flex h-6 max-w-full items-center rounded-small bg-accent-soft ps-2 text-small text-accent-ink"
        >
          <span className="truncate">{say(name, value)}</span>
          <button
            type="button"
            aria-label={t('common.tag.remove', { name: say(name, value) })}
            onClick={() => place.changeSearch(withoutFilter(place.search, name))}
            className="flex size-6 shrink-0 items-center justify-center rounded-small"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function withoutFilter(search: InboxSearch, name: FilterName): InboxSearch {
  return Object.fromEntries(Object.entries(search).filter(([key]) => key !== name));
}

/** Where the words of a value may stand; names of many things, so the first that is there counts. */
function wordsOf(name: FilterName, value: string): readonly string[] {
  const other = { clockMetric: 'common.metric', segment: 'report.segment' }[String(name)];
  return [
    `inbox.filter.${name}.${value}`,
    `common.${name}.${value}`,
    `ticket.channel.${value}`,
    ...(other === undefined ? [] : [`${other}.${value}`]),
  ];
}

/** A filter in words: its name, and its value as people know it. */
function useFilterWords(): (name: FilterName, value: string) => string {
  const t = useTranslation();
  const format = useFormat();
  const people = useDirectory();
  const valueOf = (name: FilterName, value: string): string => {
    for (const key of wordsOf(name, value)) if (t.has(key)) return t(key);
    if (name === 'teamId') return people.teamName(value) ?? '…';
    if (name === 'ownerId') return people.agentName(value) ?? '…';
    if (/(?:From|To|Before)$/.test(name)) return format.date(value);
    if (name === 'contactId' || name === 'organizationId') return '';
    if (value === 'true' || value === 'false')
      return t(value === 'true' ? 'common.yes' : 'common.no');
    return value;
  };
  return (name, value) => {
    const said = valueOf(name, value);
    const label = t(`inbox.filter.${name}`);
    return said === '' ? label : `${label}: ${said}`;
  };
}
