import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { TimelineEvent } from '#contract/timeline.ts';
import { type EventEntry, entryOf } from './event-entry-of.ts';

export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  | { readonly kind: 'event'; readonly key: string; readonly entry: EventEntry }
  /** Machinery between two things that matter, folded away until asked for. */
  | { readonly kind: 'fold'; readonly key: string; readonly entries: readonly EventEntry[] };

/** Events that stand in the timeline as the message itself. */
const shownAsMessage = new Set(['message.received', 'message.sent', 'note.added', 'call.logged']);

/**
 * The past of a ticket in order: messages, what happened, and a line for each new day. Messages
 * take the place of their event, which tells apart what bears the same moment.
 */
export function timelineItems(
  page: Pick<TicketPage, 'messages' | 'events'>,
  dayOf: (at: string) => string,
): readonly TimelineItem[] {
  const eventOf = new Map(
    page.events
      .filter((event) => shownAsMessage.has(event.type))
      .map((event) => [messageIdOf(event), event]),
  );
  const messages = page.messages.map((message) => {
    const event = eventOf.get(message.id);
    return {
      at: Date.parse(event?.at ?? message.createdAt),
      // One that is on its way has no event yet: it is the newest.
      place: event?.position ?? Number.MAX_SAFE_INTEGER,
      item: { kind: 'message' as const, key: message.id, message },
    };
  });
  const events = page.events
    .filter((event) => !shownAsMessage.has(event.type))
    .map((event) => ({
      at: Date.parse(event.at),
      place: event.position,
      item: { kind: 'event' as const, key: `event-${event.position}`, entry: entryOf(event) },
    }));
  const inOrder = [...messages, ...events].toSorted((a, b) => a.at - b.at || a.place - b.place);
  return withDays(folded(inOrder.map(({ item }) => item)), dayOf);
}

type Plain = Extract<TimelineItem, { kind: 'message' | 'event' }>;

function folded(items: readonly Plain[]): readonly TimelineItem[] {
  const all: TimelineItem[] = [];
  for (const item of items) {
    const last = all.at(-1);
    const isMachinery = item.kind === 'event' && item.entry.weight === 'detail';
    if (!isMachinery) all.push(item);
    else if (last?.kind === 'fold') {
      all[all.length - 1] = { ...last, entries: [...last.entries, item.entry] };
    } else all.push({ kind: 'fold', key: `fold-${item.key}`, entries: [item.entry] });
  }
  return all;
}

function withDays(
  items: readonly TimelineItem[],
  dayOf: (at: string) => string,
): readonly TimelineItem[] {
  let day = '';
  return items.flatMap((item): TimelineItem[] => {
    const at = momentOf(item);
    const now = dayOf(at);
    if (now === day) return [item];
    day = now;
    return [{ kind: 'day', key: `day-${now}`, at }, item];
  });
}

function momentOf(item: TimelineItem): string {
  switch (item.kind) {
    case 'day':
      return item.at;
    case 'message':
      return item.message.createdAt;
    case 'event':
      return item.entry.event.at;
    case 'fold':
      return item.entries[0]?.event.at ?? '';
    default:
      return item satisfies never;
  }
}

function messageIdOf({ detail }: TimelineEvent): string | null {
  return typeof detail['messageId'] === 'string' ? detail['messageId'] : null;
}
