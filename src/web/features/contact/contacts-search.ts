/** What the address of the customers' page holds. */
export type ContactsSearch = {
  readonly tab?: 'organizations';
  readonly q?: string;
  /** The customer that is open beside the list. */
  readonly contact?: string;
  /** Only the people of this organization. */
  readonly organization?: string;
};

/** Reads the address; what it does not know is left out. */
export function readContactsSearch(search: Record<string, unknown>): ContactsSearch {
  const q =
    typeof search['q'] === 'string' || typeof search['q'] === 'number' ? `${search['q']}` : '';
  const contact = idOf(search['contact']);
  const organization = idOf(search['organization']);
  return {
    ...(search['tab'] === 'organizations' && { tab: 'organizations' as const }),
    ...(q.trim() !== '' && { q: q.slice(0, 200) }),
    ...(contact !== null && { contact }),
    ...(organization !== null && { organization }),
  };
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : null;
}
