import type { MessageId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { CustomerUpdate, Effect } from '#domain/ticket/effect.ts';
import type { Recorded } from '#domain/ticket/event.ts';
import type { Tx } from '#server/platform/db/database.ts';

/** An automatic message that the core has recorded and whose words are still to be written. */
export type AutomaticLetter = { readonly messageId: MessageId; readonly update: CustomerUpdate };

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
