import { type TicketView, ticketSorts, ticketViews } from '#contract/ticket.ts';

/** How a list may be narrowed. The reports open their tickets with the same names. */
export const filterNames = [
  'state',
  'priority',
  'channelKind',
  'tag',
  'teamId',
  'ownerId',
  'contactId',
  'organizationId',
  'createdFrom',
  'createdTo',
  'solvedFrom',
  'solvedTo',
  'isEscalated',
  'isBreached',
  'isReopened',
  'score',
  'solvedByTier',
  'issueType',
  'segment',
  'language',
  'counted',
  'wasSolved',
  'isFirstContact',
  'escalatedFrom',
  'escalatedTo',
  'openEscalationBefore',
  'answeredFrom',
  'answeredTo',
  'isSatisfied',
  'clockMetric',
  'clockOutcome',
  'clockFrom',
  'clockTo',
  'clockEndedBy',
] as const;
export type FilterName = (typeof filterNames)[number];
export type TicketSort = (typeof ticketSorts)[number];

export const ticketTabs = ['conversation', 'everything', 'customer'] as const;
export type TicketTab = (typeof ticketTabs)[number];

/** What the address of the inbox holds after its path. */
export type InboxSearch = {
  readonly q?: string;
  readonly sort?: TicketSort;
  readonly tab?: TicketTab;
} & { readonly [Name in FilterName]?: string };

/** Reads the address; what it does not know is left out. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const filters = filterNames.flatMap((name) => {
    const value = textOf(search[name]);
    return value === '' ? [] : [[name, value]];
  });
  const q = textOf(search['q']);
  const sort = ticketSorts.find((each) => each === search['sort']);
  const tab = ticketTabs.find((each) => each === search['tab']);
  return {
    ...Object.fromEntries(filters),
    ...(q !== '' && { q }),
    ...(sort !== undefined && { sort }),
    ...(tab !== undefined && tab !== 'conversation' && { tab }),
  };
}

/** The view an address names; one that does not exist is everybody's first. */
export function readView(text: string | undefined): TicketView {
  return ticketViews.find((view) => view === text) ?? 'mine';
}

/** What the list is asked for, apart from the page. */
export function listQueryOf(view: TicketView, search: InboxSearch): Record<string, string> {
  const { q, sort, tab: _tab, ...filters } = search;
  return {
    view,
    ...filters,
    ...(sort !== undefined && { sort }),
    ...(q !== undefined && { search: q }),
  };
}

/** The filters that are on, in their order. */
export function activeFilters(search: InboxSearch): readonly [FilterName, string][] {
  return filterNames.flatMap((name): [FilterName, string][] => {
    const value = search[name];
    return value === undefined ? [] : [[name, value]];
  });
}

/** Numbers in an address arrive as numbers, though they were typed as words. */
function textOf(value: unknown): string {
  const isWord = typeof value === 'string' || typeof value === 'number' || value === true;
  return isWord ? String(value).trim().slice(0, 200) : '';
}
