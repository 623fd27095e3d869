import type { MessageId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { CustomerUpdate, Effect } from '#domain/ticket/effect.ts';
import type { Recorded } from '#domain/ticket/event.ts';
import type { Tx } from '#server/platform/db/database.ts';

/** What an automatic message says, and whether it may reach the customer now. */
export type LetterWords = {
  readonly subject: string;
  readonly body: string;
  /** Too many went to an address that nobody has proved: it is kept on the ticket and not sent. */
  readonly isHeld: boolean;
};

/** An automatic message that is put on the ticket, and recorded as sent unless it is held. */
export type AutomaticLetter = LetterWords & {
  readonly messageId: MessageId;
  readonly update: CustomerUpdate;
};

/**
 * Words updates to customers of one workspace, in order; null for one that the workspace has
 * switched off. It runs before they are decided: what no customer hears restarts no clock.
 */
export type WordLetters = (
  tx: Tx,
  asked: {
    readonly workspaceId: WorkspaceId;
    readonly updates: readonly CustomerUpdate[];
    readonly now: Instant;
  },
) => Promise<readonly (LetterWords | null)[]>;

/** What one transaction did to one ticket, for those who turn it into rows of their own. */
export type TicketChange = {
  readonly workspaceId: WorkspaceId;
  readonly aggregate: TicketAggregate;
  readonly recorded: readonly Recorded[];
  readonly effects: readonly Effect[];
  readonly letters: readonly AutomaticLetter[];
  readonly now: Instant;
};

/**
 * Runs inside the transaction of the changes, each of another ticket of one workspace, after their
 * rows are saved: notifications, letters to the customer and webhooks are rows like any other, and
 * commit or vanish with what caused them.
 * A listener that throws undoes them all; it must not send anything itself.
 */
export type ChangeListener = (tx: Tx, changes: readonly TicketChange[]) => Promise<void>;
