import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { listContacts } from '#contract/contact.ts';
import { queryOf } from '../../lib/query.ts';

const shownMax = 20;

/** Customers as one types, for a choice of one. */
export function useFoundContacts() {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const query = useQuery({
    ...queryOf(listContacts, { query: { limit: shownMax, ...(search !== '' && { search }) } }),
    placeholderData: keepPreviousData,
  });
  return { items: query.data?.items ?? [], search: setTyped };
}
