import { sql } from 'kysely';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { type Said, solutionsOf } from '#domain/ticket/talk.ts';
import type { TicketState } from '#domain/ticket/ticket.ts';
import { isUnheard } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';

type Which = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  /** The message that failed, which is read although it did not arrive. */
  readonly messageId: MessageId;
};

/**
 * What was said on a ticket and did arrive, calls that reached the customer among it, and when it
 * was solved. The caller holds the ticket's lock, or nothing of it may be relied upon.
 */
export async function readConversation(tx: Tx, which: Which): Promise<readonly Said[]> {
  const said = await readSaid(tx, which);
  const solutions = solutionsOf(await readChanges(tx, which));
  return [...said, ...solutions].toSorted((a, b) => a.at - b.at);
}

async function readSaid(tx: Tx, which: Which): Promise<readonly Said[]> {
  const { rows } = await sql<Said>`
    select
      id as "messageId",
      coalesce(resent_at, created_at) as at,
      case
        when direction = 'in' then 'customer'
        when is_automatic then 'machine'
        else 'agent'
      end as by
    from message
    where workspace_id = ${which.workspaceId}
      and ticket_id = ${which.ticketId}
      and (call_outcome = 'answered' or kind = 'public')
      and (not ${isUnheard('message')} or (id = ${which.messageId} and delivery <> 'recalled'))
      and not (direction = 'in' and is_automatic)
    order by coalesce(resent_at, created_at), id
  `.execute(tx);
  return rows;
}

type StateChange = {
  readonly at: Instant;
  readonly from: TicketState;
  readonly to: TicketState;
  readonly reason: string | null;
};

async function readChanges(tx: Tx, which: Which): Promise<readonly StateChange[]> {
  const { rows } = await sql<StateChange>`
    select
      at,
      payload ->> 'from' as "from",
      payload ->> 'to' as "to",
      payload ->> 'reason' as reason
    from event
    where workspace_id = ${which.workspaceId}
      and ticket_id = ${which.ticketId}
      and type = 'ticket.state_changed'
    order by position
  `.execute(tx);
  return rows;
}
