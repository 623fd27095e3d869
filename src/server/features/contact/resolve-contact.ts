import { sql } from 'kysely';
import type { ContactId, OrganizationId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { showBidiControls } from '#domain/text/bidi-controls.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

export type IdentityKind = 'email' | 'phone' | 'webchat' | 'external';

/** Whoever wrote, as the channel knows them. */
export type Sender = {
  readonly kind: IdentityKind;
  /** As the channel gave it; normalised here. */
  readonly value: string;
  readonly name: string;
  readonly language: string | null;
};

/**
 * Finds the contact behind an identity, or makes one: each identity belongs to one person. A new
 * contact joins the organization that has its mail domain. Two first messages at once make one.
 */
export async function resolveContact(
  tx: Tx,
  workspaceId: WorkspaceId,
  part: { readonly sender: Sender; readonly now: Instant },
): Promise<ContactId> {
  const value = normaliseIdentity(part.sender.kind, part.sender.value);
  const known = await findIdentity(tx, workspaceId, { kind: part.sender.kind, value });
  if (known !== null) return known;
  const contactId = newId<ContactId>();
  await tx
    .insertInto('contact')
    .values({
      workspace_id: workspaceId,
      id: contactId,
      organization_id: await organizationOfAddress(tx, workspaceId, value),
      name: nameOf(part.sender),
      language: part.sender.language,
      created_at: at(part.now),
      updated_at: at(part.now),
    })
    .execute();
  const { rows } = await sql`
    insert into contact_identity (workspace_id, id, contact_id, kind, value, created_at)
    values (${workspaceId}, ${newId()}, ${contactId}, ${part.sender.kind}, ${value}, ${at(part.now)})
    on conflict (workspace_id, kind, value) do nothing
    returning id
  `.execute(tx);
  if (rows.length > 0) return contactId;
  // Somebody else was faster: theirs is the contact, and ours goes again.
  await tx
    .deleteFrom('contact')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', contactId)
    .execute();
  const winner = await findIdentity(tx, workspaceId, { kind: part.sender.kind, value });
  if (winner === null) throw new Error('an identity that was in the way is gone');
  return winner;
}

/** One form for each identity, so that the same person is found whatever the spelling. */
export function normaliseIdentity(kind: IdentityKind, value: string): string {
  const trimmed = value.trim().normalize('NFC');
  if (kind === 'email') return trimmed.toLowerCase();
  return kind === 'phone' ? trimmed.replace(/[^\d+]/g, '') : trimmed;
}

async function findIdentity(
  tx: Tx,
  workspaceId: WorkspaceId,
  identity: { readonly kind: IdentityKind; readonly value: string },
): Promise<ContactId | null> {
  const row = await tx
    .selectFrom('contact_identity as i')
    .innerJoin('contact as c', (join) =>
      join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.contact_id'),
    )
    .select(['c.id', 'c.merged_into_id'])
    .where('i.workspace_id', '=', workspaceId)
    .where('i.kind', '=', identity.kind)
    .where('i.value', '=', identity.value)
    .executeTakeFirst();
  if (row === undefined) return null;
  return (row.merged_into_id as ContactId | null) ?? row.id;
}

/** The organization whose mail domain the address has; null for other addresses. */
export async function organizationOfAddress(
  tx: Tx,
  workspaceId: WorkspaceId,
  value: string,
): Promise<OrganizationId | null> {
  const domain = value.trim().toLowerCase().split('@')[1];
  if (domain === undefined) return null;
  const { rows } = await sql<{ id: OrganizationId }>`
    select id
    from organization
    where workspace_id = ${workspaceId}
      and ${domain} = any(domains)
    order by created_at
    limit 1
  `.execute(tx);
  return rows[0]?.id ?? null;
}

/** A name as it is kept: short, and without what would draw it as another. */
export function writtenName(name: string): string {
  return showBidiControls(name.trim().normalize('NFC').slice(0, 200));
}

function nameOf(sender: Sender): string {
  const name = writtenName(sender.name);
  return name === '' ? (sender.value.split('@')[0] ?? sender.value) : name;
}
