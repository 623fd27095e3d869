import { sql } from 'kysely';
import type { ContactId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Actor } from '#domain/ticket/event.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { runCommand } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

export type CustomerChange = {
  readonly workspaceId: WorkspaceId;
  readonly contactIds: readonly ContactId[];
  readonly actor: Actor;
};

/**
 * Lets the open tickets of customers follow what is known of them: their organization, and with it
 * the policy and the targets of their clocks (C13). Runs in the transaction of the change, so that
 * no ticket is left with the targets of a contract that is over.
 */
export async function followCustomers(
  core: WriteCore,
  tx: Tx,
  change: CustomerChange,
): Promise<void> {
  if (change.contactIds.length === 0) return;
  const { workspaceId, actor } = change;
  const { rows } = await sql<{ id: TicketId }>`
    update ticket t
    set organization_id = c.organization_id
    from contact c
    where t.workspace_id = ${workspaceId}
      and t.contact_id = any(${[...change.contactIds]}::uuid[])
      and t.state not in ('solved', 'closed')
      and c.workspace_id = t.workspace_id
      and c.id = t.contact_id
    returning t.id
  `.execute(tx);
  for (const { id } of rows) {
    const done = await runCommand(core, tx, {
      workspaceId,
      ticketId: id,
      command: { type: 'followCustomer' },
      actor,
    });
    if (!done.ok) throw new Error(`ticket ${id} refused to follow its customer: ${done.reason}`);
  }
}

/** Gives the tickets of one customer to another: the two turned out to be the same person. */
export async function giveTickets(
  tx: Tx,
  workspaceId: WorkspaceId,
  move: { readonly from: ContactId; readonly to: ContactId },
): Promise<void> {
  await sql`
    update ticket
    set contact_id = ${move.to}
    where workspace_id = ${workspaceId}
      and contact_id = ${move.from}
  `.execute(tx);
}

/** Gives back the tickets that began as another customer's, as their first event remembers. */
export async function giveTicketsBack(
  tx: Tx,
  workspaceId: WorkspaceId,
  move: { readonly from: ContactId; readonly to: ContactId },
): Promise<void> {
  await sql`
    update ticket t
    set contact_id = ${move.to}
    from event e
    where t.workspace_id = ${workspaceId}
      and t.contact_id = ${move.from}
      and e.workspace_id = t.workspace_id
      and e.ticket_id = t.id
      and e.type = 'ticket.created'
      and e.payload ->> 'contactId' = ${move.to}
  `.execute(tx);
}
