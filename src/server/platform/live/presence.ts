import type { LiveMessage, TicketPresence } from '#contract/live.ts';
import type { AgentId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';

/** One open page: where it looks, and how to tell it something. */
export type Onlooker = {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly send: (message: LiveMessage) => void;
};

/** Told when somebody begins or ends writing on a ticket; the widget shows it to the visitor. */
export type WritingListener = (isWriting: boolean) => void;

type Look = {
  readonly ticketId: TicketId;
  isWriting: boolean;
  /** What is written is for the customer. */
  isAnswering: boolean;
  expiry: NodeJS.Timeout | null;
};

/**
 * Nobody writes longer than this without a key: the page says it again while keys are pressed, and
 * one that died in the middle must not seem to write for ever.
 */
const writingMsMax = 8000;

/**
 * Who looks at which ticket, and who writes. Lives in this process only and is never stored: with
 * several processes each knows its own pages.
 */
export class Presence {
  readonly #looks = new Map<Onlooker, Look>();
  readonly #writing = new Map<TicketId, Set<WritingListener>>();

  /** The page now shows this ticket, or none. Everybody at the old and the new one is told. */
  look(who: Onlooker, ticketId: TicketId | null): void {
    const before = this.#looks.get(who);
    if (before?.ticketId === ticketId) return;
    this.#end(before);
    if (ticketId === null) this.#looks.delete(who);
    else this.#looks.set(who, { ticketId, isWriting: false, isAnswering: false, expiry: null });
    if (before !== undefined) this.#tell(who.workspaceId, before.ticketId);
    if (before?.isAnswering === true) this.#tellWriting(before.ticketId);
    if (ticketId !== null) this.#tell(who.workspaceId, ticketId);
  }

  /**
   * The person writes, or stopped. Heard only for the ticket that the page shows; of a note the
   * customer learns nothing.
   */
  write(who: Onlooker, ticketId: TicketId, doing: { isWriting: boolean; isNote: boolean }): void {
    const look = this.#looks.get(who);
    if (look === undefined || look.ticketId !== ticketId) return;
    const { isWriting, isNote } = doing;
    this.#end(look);
    if (isWriting) {
      const ends = { isWriting: false, isNote };
      look.expiry = setTimeout(() => this.write(who, ticketId, ends), writingMsMax);
      look.expiry.unref();
    }
    const isAnswering = isWriting && !isNote;
    const isNews = look.isAnswering !== isAnswering;
    look.isAnswering = isAnswering;
    if (isNews) this.#tellWriting(ticketId);
    if (look.isWriting === isWriting) return;
    look.isWriting = isWriting;
    this.#tell(who.workspaceId, ticketId);
  }

  /** The page is gone. */
  leave(who: Onlooker): void {
    this.look(who, null);
  }

  /** A customer writes in the widget: everybody who looks at the ticket is told. */
  visitorWrites(workspaceId: WorkspaceId, ticketId: TicketId, isWriting: boolean): void {
    for (const who of this.#at(workspaceId, ticketId)) {
      who.send({ type: 'visitor_writing', ticketId, isWriting });
    }
  }

  /** Tells when an agent begins or ends writing on the ticket. Answers how to stop. */
  onWriting(ticketId: TicketId, listener: WritingListener): () => void {
    const listeners = this.#writing.get(ticketId) ?? new Set();
    this.#writing.set(ticketId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#writing.get(ticketId) === listeners) {
        this.#writing.delete(ticketId);
      }
    };
  }

  /** Who is at the ticket: each agent once, writing when one of their pages is. */
  at(workspaceId: WorkspaceId, ticketId: TicketId): readonly TicketPresence[] {
    const writes = new Map<AgentId, boolean>();
    for (const who of this.#at(workspaceId, ticketId)) {
      const isWriting = this.#looks.get(who)?.isWriting === true;
      writes.set(who.agentId, isWriting || writes.get(who.agentId) === true);
    }
    return [...writes].map(([agentId, isWriting]) => ({ agentId, isWriting }));
  }

  #at(workspaceId: WorkspaceId, ticketId: TicketId): readonly Onlooker[] {
    return [...this.#looks]
      .filter(([who, look]) => look.ticketId === ticketId && who.workspaceId === workspaceId)
      .map(([who]) => who);
  }

  #tell(workspaceId: WorkspaceId, ticketId: TicketId): void {
    const agents = [...this.at(workspaceId, ticketId)];
    for (const who of this.#at(workspaceId, ticketId)) {
      who.send({ type: 'presence', ticketId, agents });
    }
  }

  #tellWriting(ticketId: TicketId): void {
    const isWriting = [...this.#looks.values()].some(
      (look) => look.ticketId === ticketId && look.isAnswering,
    );
    for (const listener of this.#writing.get(ticketId) ?? []) listener(isWriting);
  }

  #end(look: Look | undefined): void {
    if (look?.expiry) clearTimeout(look.expiry);
    if (look) look.expiry = null;
  }
}
