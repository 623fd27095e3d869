import { sql } from 'kysely';
import type { WebchatLive } from '#contract/webchat.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Ground } from '#server/belay.ts';
import type { VisitorActor } from '#server/platform/http/principal.ts';
import { hasEnded, readMessages } from './conversation.ts';
import { readVisitor } from './visitor.ts';

/** One open page of a visitor. */
export type VisitorPage = {
  readonly actor: VisitorActor;
  readonly say: (message: WebchatLive) => void;
};

type Seat = { ticketId: TicketId | null; stopHearing: (() => void) | null };
type Happened = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId | null;
  readonly event: { readonly type: string; readonly payload: Readonly<Record<string, unknown>> };
};

const heardTypes = new Set([
  'message.sent',
  'message.received',
  'message.recalled',
  'ticket.state_changed',
]);

/**
 * Tells visitors' open pages what happens in their conversation. Events only say that something
 * did: what is told is read through the visitor's own query, so that nothing else can slip by.
 */
export class VisitorRooms {
  readonly #ground: Ground;
  readonly #seats = new Map<VisitorPage, Seat>();
  readonly #unsubscribe: () => void;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#unsubscribe = ground.hub.follower.subscribe({
      isListening: () => this.#seats.size > 0,
      hear: (events) => this.#hear(events),
    });
  }

  /** From the moment this answers the page misses nothing. */
  async enter(page: VisitorPage): Promise<() => void> {
    const seat: Seat = { ticketId: null, stopHearing: null };
    this.#seats.set(page, seat);
    const leave = (): void => {
      seat.stopHearing?.();
      this.#seats.delete(page);
    };
    try {
      const { ticketId } = await readVisitor(this.#ground.db, page.actor);
      if (this.#seats.has(page)) this.#sitAt(page, seat, ticketId);
    } catch (error) {
      // Nobody else knows of the seat yet, so nobody else would ever clear it.
      leave();
      throw error;
    }
    return leave;
  }

  /** The visitor writes, or has stopped: the agents at the ticket see it. */
  write(page: VisitorPage, isWriting: boolean): void {
    const ticketId = this.#seats.get(page)?.ticketId ?? null;
    if (ticketId === null) return;
    this.#ground.hub.presence.visitorWrites(page.actor.workspaceId, ticketId, isWriting);
  }

  stop(): void {
    this.#unsubscribe();
    for (const { stopHearing } of this.#seats.values()) stopHearing?.();
    this.#seats.clear();
  }

  async #hear(events: readonly Happened[]): Promise<void> {
    const heard = events.filter(
      ({ event, ticketId }) => ticketId !== null && heardTypes.has(event.type),
    );
    const workspaces = new Set([...this.#seats.keys()].map(({ actor }) => actor.workspaceId));
    for (const workspaceId of workspaces) {
      const own = heard.filter((each) => each.workspaceId === workspaceId);
      if (own.length > 0) await this.#hearWorkspace(workspaceId, own);
    }
  }

  async #hearWorkspace(workspaceId: WorkspaceId, events: readonly Happened[]): Promise<void> {
    const pages = [...this.#seats].filter(([{ actor }]) => actor.workspaceId === workspaceId);
    const { rows } = await sql<{ id: string; ticketId: TicketId }>`
      select id, ticket_id as "ticketId"
      from chat_visitor
      where workspace_id = ${workspaceId}
        and id = any(${pages.map(([{ actor }]) => actor.visitorId)}::uuid[])
        and ticket_id = any(${events.map(({ ticketId }) => ticketId)}::uuid[])
    `.execute(this.#ground.db);
    for (const { id, ticketId } of rows) {
      const own = pages.filter(([{ actor }]) => actor.visitorId === id);
      for (const [page, seat] of own) this.#sitAt(page, seat, ticketId);
      const of = events.filter((each) => each.ticketId === ticketId);
      await this.#tell(
        own.map(([page]) => page),
        of,
      );
    }
  }

  /** All pages here are of one visitor, so that what is read once fits them all. */
  async #tell(pages: readonly VisitorPage[], events: readonly Happened[]): Promise<void> {
    const [first] = pages;
    if (first === undefined) return;
    const said = events.filter(({ event }) => /^message\.(?:sent|received)$/.test(event.type));
    const visitor = await readVisitor(this.#ground.db, first.actor);
    const messages = await readMessages(
      this.#ground,
      visitor,
      said.flatMap(({ event }) => idIn(event.payload['messageId'])),
    );
    const news: WebchatLive[] = messages.map((message) => ({ type: 'message', message }));
    for (const { event } of events) {
      if (event.type === 'message.recalled') {
        news.push(...idIn(event.payload['messageId']).map(gone));
      }
      if (event.type === 'ticket.state_changed') {
        news.push({ type: 'ended', isEnded: hasEnded(String(event.payload['to'])) });
      }
    }
    for (const page of pages) for (const each of news) page.say(each);
  }

  #sitAt(page: VisitorPage, seat: Seat, ticketId: TicketId | null): void {
    if (seat.ticketId === ticketId) return;
    seat.stopHearing?.();
    seat.ticketId = ticketId;
    seat.stopHearing =
      ticketId === null
        ? null
        : this.#ground.hub.presence.onWriting(ticketId, (isWriting) =>
            page.say({ type: 'writing', isWriting }),
          );
  }
}

function gone(messageId: string): WebchatLive {
  return { type: 'gone', messageId };
}

function idIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
