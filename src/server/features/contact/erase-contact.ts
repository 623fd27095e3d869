import { sql } from 'kysely';
import type { ContactId, TicketId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { eraseTicketWords, eraseWordsElsewhere } from './erase-tickets.ts';
import { tellContactChanged } from './tell.ts';

/** What stands in the place of a name or a subject that was erased. */
const nobody = '—';

/**
 * Erases a customer: who they were, where they wrote from, every word said on their tickets by
 * either side, what they wrote on the tickets of others, and the files. What remains says that there was a ticket and how it went, so that
 * the figures of the past stay true. Refused while a ticket of theirs is not solved.
 */
export async function eraseContactOf(
  parts: { readonly core: WriteCore; readonly files: FileStore },
  actor: StaffActor,
  asked: { readonly contactId: ContactId; readonly address: string | null },
): Promise<void> {
  const { core, files } = parts;
  const { workspaceId } = actor;
  const now = core.clock.now();
  const fileKeys = await core.commit(async (tx) => {
    const everyone = await lockEveryone(tx, actor, asked.contactId);
    const ticketIds = await lockTickets(tx, actor, everyone);
    const orphaned = await eraseTicketWords(tx, { workspaceId, ticketIds, nobody });
    const elsewhere = await eraseWordsElsewhere(tx, { workspaceId, contactIds: everyone });
    await erasePeople(tx, actor, { everyone, now });
    const { contactId } = asked;
    await tellContactChanged(tx, actor, { type: 'contact.erased', contactId, now });
    await recordAudit(tx, {
      workspaceId,
      actor,
      action: 'contact.erased',
      subject: { kind: 'contact', id: contactId },
      details: { ticketCount: ticketIds.length },
      address: asked.address,
      now,
    });
    return [...orphaned, ...elsewhere];
  });
  // After the commit: a file that is gone cannot come back when the transaction does not hold.
  for (const key of fileKeys) await files.remove(key);
}

/** The customer, and everybody who was merged into them. */
async function lockEveryone(
  tx: Tx,
  actor: StaffActor,
  contactId: ContactId,
): Promise<readonly ContactId[]> {
  const { rows } = await sql<{ id: ContactId }>`
    select id
    from contact
    where workspace_id = ${actor.workspaceId}
      and (id = ${contactId} or merged_into_id = ${contactId})
      and erased_at is null
    order by id
    for update
  `.execute(tx);
  if (!rows.some(({ id }) => id === contactId)) throw new RequestRefused('not_found');
  return rows.map(({ id }) => id);
}

async function lockTickets(
  tx: Tx,
  actor: StaffActor,
  everyone: readonly ContactId[],
): Promise<readonly TicketId[]> {
  const { rows } = await sql<{ id: TicketId; isOpen: boolean }>`
    select id, state not in ('solved', 'closed') as "isOpen"
    from ticket
    where workspace_id = ${actor.workspaceId}
      and contact_id = any(${[...everyone]}::uuid[])
    order by id
    for update
  `.execute(tx);
  const openCount = rows.filter(({ isOpen }) => isOpen).length;
  if (openCount > 0) {
    throw new RequestRefused('contact_has_open_tickets', { facts: { count: openCount } });
  }
  return rows.map(({ id }) => id);
}

async function erasePeople(
  tx: Tx,
  actor: StaffActor,
  part: { readonly everyone: readonly ContactId[]; readonly now: Instant },
): Promise<void> {
  const { workspaceId } = actor;
  const everyone = sql`${[...part.everyone]}::uuid[]`;
  await sql`
    delete from contact_identity
    where workspace_id = ${workspaceId}
      and contact_id = any(${everyone})
  `.execute(tx);
  await sql`
    delete from chat_visitor
    where workspace_id = ${workspaceId}
      and contact_id = any(${everyone})
  `.execute(tx);
  await sql`
    update contact
    set
      name = ${nobody},
      language = null,
      plan = null,
      risk_flags = '{}',
      custom = '{}',
      is_verified = false,
      erased_at = ${at(part.now)},
      updated_at = ${at(part.now)},
      version = version + 1
    where workspace_id = ${workspaceId}
      and id = any(${everyone})
  `.execute(tx);
}
