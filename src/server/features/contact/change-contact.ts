import { sql } from 'kysely';
import type { ContactFields, IdentityKind } from '#contract/contact.ts';
import type { ContactId, OrganizationId } from '#domain/kernel/id.ts';
import { followCustomers, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { insertIdentity } from './identities.ts';
import { lockContact } from './lock-contact.ts';
import { organizationOfAddress } from './resolve-contact.ts';
import { tellContactChanged } from './tell.ts';

export type NewContact = ContactFields & {
  readonly name: string;
  readonly identities: readonly { readonly kind: IdentityKind; readonly value: string }[];
};

/** Adds a customer. Without an organization they join the one that has their mail domain. */
export async function createContactOf(
  core: WriteCore,
  actor: StaffActor,
  asked: NewContact,
): Promise<ContactId> {
  const { workspaceId } = actor;
  const now = core.clock.now();
  const id = newId<ContactId>();
  await core.commit(async (tx) => {
    const email = asked.identities.find(({ kind }) => kind === 'email')?.value ?? '';
    const organizationId =
      asked.organizationId === undefined
        ? await organizationOfAddress(tx, workspaceId, email)
        : await knownOrganization(tx, actor, asked.organizationId);
    await tx
      .insertInto('contact')
      .values({
        workspace_id: workspaceId,
        id,
        organization_id: organizationId,
        name: asked.name.normalize('NFC'),
        language: asked.language ?? null,
        segment: asked.segment ?? null,
        plan: asked.plan ?? null,
        value_cents: asked.valueCents ?? 0,
        risk_flags: asked.riskFlags ?? [],
        custom: json(asked.custom ?? {}),
        is_verified: asked.isVerified ?? true,
        created_at: at(now),
        updated_at: at(now),
      })
      .execute();
    for (const identity of asked.identities) {
      await insertIdentity(tx, actor, { contactId: id, identity, now });
    }
    await tellContactChanged(tx, actor, { type: 'contact.created', contactId: id, now });
  });
  return id;
}

export type ContactChange = {
  readonly contactId: ContactId;
  readonly fields: ContactFields & { readonly version?: number | undefined };
};

/** Changes what is known of a customer. What their clocks depend on moves their open tickets. */
export async function changeContactOf(
  core: WriteCore,
  actor: StaffActor,
  change: ContactChange,
): Promise<void> {
  const { workspaceId } = actor;
  const { contactId, fields } = change;
  const now = core.clock.now();
  await core.commit(async (tx) => {
    await lockContact(tx, actor, { contactId, version: fields.version });
    if (fields.organizationId !== undefined) {
      await knownOrganization(tx, actor, fields.organizationId);
    }
    await tx
      .updateTable('contact')
      .set({ ...columnsOf(fields), updated_at: at(now) })
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', contactId)
      .execute();
    await tellContactChanged(tx, actor, { type: 'contact.changed', contactId, now });
    if (followed.some((name) => fields[name] !== undefined)) {
      const by = { kind: 'agent', id: actor.agentId } as const;
      await followCustomers(core, tx, { workspaceId, contactIds: [contactId], actor: by });
    }
  });
}

/** What policies and the matrix ask about a customer. */
const followed = ['organizationId', 'segment', 'plan', 'valueCents', 'riskFlags'] as const;

function columnsOf(fields: ContactFields) {
  const { name, language, organizationId, segment, plan } = fields;
  const { valueCents, riskFlags, custom, isVerified } = fields;
  return {
    ...(name !== undefined && { name: name.normalize('NFC') }),
    ...(language !== undefined && { language }),
    // Checked by `knownOrganization` before it gets here.
    ...(organizationId !== undefined && {
      organization_id: organizationId as OrganizationId | null,
    }),
    ...(segment !== undefined && { segment }),
    ...(plan !== undefined && { plan }),
    ...(valueCents !== undefined && { value_cents: valueCents }),
    ...(riskFlags !== undefined && { risk_flags: riskFlags }),
    ...(custom !== undefined && { custom: json(custom) }),
    ...(isVerified !== undefined && { is_verified: isVerified }),
  };
}

async function knownOrganization(
  tx: Tx,
  actor: StaffActor,
  organizationId: string | null,
): Promise<OrganizationId | null> {
  if (organizationId === null) return null;
  const { rows } = await sql<{ id: OrganizationId }>`
    select id
    from organization
    where workspace_id = ${actor.workspaceId}
      and id = ${organizationId}
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) {
    throw new RequestRefused('invalid_request', {
      fields: [
        { path: 'organizationId', code: 'unknown', message: 'there is no such organization' },
      ],
    });
  }
  return row.id;
}
