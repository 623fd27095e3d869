import { sql } from 'kysely';
import type { IdentityKind } from '#contract/contact.ts';
import type { ContactId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { lockContact } from './lock-contact.ts';
import { normaliseIdentity } from './resolve-contact.ts';
import { tellContactChanged } from './tell.ts';

type Identity = { readonly kind: IdentityKind; readonly value: string };

const shapes: Readonly<Record<IdentityKind, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u,
  phone: /^\+?\d{5,20}$/,
  webchat: /^\S+$/u,
  external: /^\S.*$/u,
};

/** Writes an identity. Refuses what has no such form, and what belongs to somebody else. */
export async function insertIdentity(
  tx: Tx,
  actor: StaffActor,
  part: { readonly contactId: ContactId; readonly identity: Identity; readonly now: Instant },
): Promise<void> {
  const { workspaceId } = actor;
  const { kind } = part.identity;
  const value = normaliseIdentity(kind, part.identity.value);
  if (!shapes[kind].test(value)) {
    throw new RequestRefused('invalid_request', {
      fields: [{ path: 'value', code: 'invalid', message: `not a ${kind} address` }],
    });
  }
  const { rows } = await sql`
    insert into contact_identity (workspace_id, id, contact_id, kind, value, created_at)
    values (${workspaceId}, ${newId()}, ${part.contactId}, ${kind}, ${value}, ${at(part.now)})
    on conflict (workspace_id, kind, value) do nothing
    returning id
  `.execute(tx);
  if (rows.length > 0) return;
  const held = await sql<{ contactId: string; name: string }>`
    select c.id as "contactId", c.name
    from contact_identity i
    join contact h on h.workspace_id = i.workspace_id and h.id = i.contact_id
    join contact c on c.workspace_id = h.workspace_id and c.id = coalesce(h.merged_into_id, h.id)
    where i.workspace_id = ${workspaceId}
      and i.kind = ${kind}
      and i.value = ${value}
  `.execute(tx);
  const holder = held.rows[0];
  if (holder?.contactId === part.contactId) return;
  throw new RequestRefused('identity_taken', {
    facts: { contactId: holder?.contactId ?? null, name: holder?.name ?? null },
  });
}

/** Adds an identity to a customer who is there already. */
export async function addIdentityOf(
  core: WriteCore,
  actor: StaffActor,
  part: { readonly contactId: ContactId; readonly identity: Identity },
): Promise<void> {
  const now = core.clock.now();
  const { contactId } = part;
  await core.commit(async (tx) => {
    await lockContact(tx, actor, { contactId });
    await insertIdentity(tx, actor, { ...part, now });
    await tellContactChanged(tx, actor, { type: 'contact.changed', contactId, now });
  });
}

/** Takes an identity away, also one that came with a customer who was merged. */
export async function removeIdentityOf(
  core: WriteCore,
  actor: StaffActor,
  part: { readonly contactId: ContactId; readonly identityId: string },
): Promise<void> {
  const now = core.clock.now();
  const { contactId, identityId } = part;
  await core.commit(async (tx) => {
    await lockContact(tx, actor, { contactId });
    const { rows } = await sql`
      delete from contact_identity i
      using contact held
      where i.workspace_id = ${actor.workspaceId}
        and i.id = ${identityId}
        and held.workspace_id = i.workspace_id
        and held.id = i.contact_id
        and (held.id = ${contactId} or held.merged_into_id = ${contactId})
      returning i.id
    `.execute(tx);
    if (rows.length === 0) throw new RequestRefused('not_found');
    await tellContactChanged(tx, actor, { type: 'contact.changed', contactId, now });
  });
}
