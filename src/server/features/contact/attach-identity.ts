import { sql } from 'kysely';
import type { ContactId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { type IdentityKind, normaliseIdentity, writtenName } from './resolve-contact.ts';

export type NewIdentity = {
  readonly contactId: ContactId;
  readonly kind: IdentityKind;
  readonly value: string;
  /** Proved by something stronger than being said. What was proved once stays so. */
  readonly isVerified: boolean;
  readonly now: Instant;
};

/**
 * Adds a way to reach or recognise a contact. Answers whose it is: another's when they had it
 * before, since an identity belongs to one person and is never taken away by a claim.
 */
export async function attachIdentity(
  tx: Tx,
  workspaceId: WorkspaceId,
  part: NewIdentity,
): Promise<ContactId> {
  const value = normaliseIdentity(part.kind, part.value);
  const { rows } = await sql<{ contactId: ContactId }>`
    insert into contact_identity
      (workspace_id, id, contact_id, kind, value, is_verified, created_at)
    values (
      ${workspaceId}, ${newId()}, ${part.contactId}, ${part.kind}, ${value}, ${part.isVerified},
      ${at(part.now)}
    )
    on conflict (workspace_id, kind, value) do update
    set is_verified = contact_identity.is_verified
      or (excluded.is_verified and contact_identity.contact_id = excluded.contact_id)
    returning contact_id as "contactId"
  `.execute(tx);
  return rows[0]?.contactId ?? part.contactId;
}

/** Gives a contact a name, if all that is known of them so far is one chat. */
export async function nameChatContact(
  tx: Tx,
  workspaceId: WorkspaceId,
  part: { readonly contactId: ContactId; readonly name: string; readonly now: Instant },
): Promise<void> {
  await sql`
    update contact
    set
      name = ${writtenName(part.name)},
      version = version + 1,
      updated_at = ${at(part.now)}
    where workspace_id = ${workspaceId}
      and id = ${part.contactId}
      and not exists (
        select
        from contact_identity i
        where i.workspace_id = contact.workspace_id
          and i.contact_id = contact.id
          and i.kind <> 'webchat'
      )
  `.execute(tx);
}
