import { sql } from 'kysely';
import type { OrganizationFields } from '#contract/organization.ts';
import type { ContactId, OrganizationId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { followCustomers, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { tellContactChanged } from './tell.ts';

/** Adds an organization; contacts without one who write from its domains join it at once. */
export async function createOrganizationOf(
  core: WriteCore,
  actor: StaffActor,
  asked: OrganizationFields & { readonly name: string },
): Promise<OrganizationId> {
  const { workspaceId } = actor;
  const now = core.clock.now();
  const id = newId<OrganizationId>();
  await core.commit(async (tx) => {
    await refuseUnknownPolicy(tx, actor, asked.policyId ?? null);
    await sql`
      insert into organization
        (workspace_id, id, name, domains, segment, plan, value_cents, policy_id, custom, created_at, updated_at)
      values (
        ${workspaceId},
        ${id},
        ${asked.name.normalize('NFC')},
        ${[...(asked.domains ?? [])]},
        ${asked.segment ?? null},
        ${asked.plan ?? null},
        ${asked.valueCents ?? 0},
        ${asked.policyId ?? null},
        ${json(asked.custom ?? {})},
        ${at(now)},
        ${at(now)}
      )
    `.execute(tx);
    await tellContactChanged(tx, actor, { type: 'organization.created', organizationId: id, now });
    await gather(core, tx, { actor, organizationId: id, now, isFollowed: true });
  });
  return id;
}

/** Changes an organization. Its people's open tickets follow, with policy and targets. */
export async function changeOrganizationOf(
  core: WriteCore,
  actor: StaffActor,
  change: {
    readonly organizationId: string;
    readonly fields: OrganizationFields & { readonly version?: number | undefined };
  },
): Promise<void> {
  const { organizationId, fields } = change;
  const now = core.clock.now();
  await core.commit(async (tx) => {
    await lockOrganization(tx, actor, { organizationId, version: fields.version });
    await refuseUnknownPolicy(tx, actor, fields.policyId ?? null);
    const isGiven = (name: keyof OrganizationFields) => fields[name] !== undefined;
    await sql`
      update organization
      set
        name = coalesce(${fields.name?.normalize('NFC') ?? null}, name),
        domains = case when ${isGiven('domains')} then ${[...(fields.domains ?? [])]}::text[] else domains end,
        segment = case when ${isGiven('segment')} then ${fields.segment ?? null} else segment end,
        plan = case when ${isGiven('plan')} then ${fields.plan ?? null} else plan end,
        value_cents = coalesce(${fields.valueCents ?? null}::bigint, value_cents),
        policy_id = case when ${isGiven('policyId')} then ${fields.policyId ?? null}::uuid else policy_id end,
        custom = case when ${isGiven('custom')} then ${json(fields.custom ?? {})} else custom end,
        version = version + 1,
        updated_at = ${at(now)}
      where workspace_id = ${actor.workspaceId}
        and id = ${organizationId}
    `.execute(tx);
    await tellContactChanged(tx, actor, { type: 'organization.changed', organizationId, now });
    const isFollowed = followed.some(isGiven);
    await gather(core, tx, { actor, organizationId, now, isFollowed });
  });
}

/** What policies and the matrix ask about an organization. */
const followed = ['segment', 'plan', 'valueCents', 'policyId'] as const;

type Gathering = {
  readonly actor: StaffActor;
  readonly organizationId: string;
  readonly now: Instant;
  /** Everybody's tickets follow; otherwise only those of who has just joined. */
  readonly isFollowed: boolean;
};

/** Takes in contacts without an organization who write from its domains. */
async function gather(core: WriteCore, tx: Tx, part: Gathering): Promise<void> {
  const { workspaceId, agentId } = part.actor;
  const joined = await sql<{ id: ContactId }>`
    update contact c
    set organization_id = o.id, updated_at = ${at(part.now)}, version = c.version + 1
    from organization o
    where o.workspace_id = ${workspaceId}
      and o.id = ${part.organizationId}
      and c.workspace_id = o.workspace_id
      and c.organization_id is null
      and c.erased_at is null
      and exists (
        select from contact_identity i
        where i.workspace_id = c.workspace_id
          and i.contact_id = c.id
          and i.kind = 'email'
          and split_part(i.value, '@', 2) = any(o.domains)
      )
    returning c.id
  `.execute(tx);
  const members = part.isFollowed
    ? await sql<{ id: ContactId }>`
        select id
        from contact
        where workspace_id = ${workspaceId}
          and organization_id = ${part.organizationId}
      `.execute(tx)
    : joined;
  const contactIds = members.rows.map(({ id }) => id);
  await followCustomers(core, tx, {
    workspaceId,
    contactIds,
    actor: { kind: 'agent', id: agentId },
  });
}

async function lockOrganization(
  tx: Tx,
  actor: StaffActor,
  which: { readonly organizationId: string; readonly version?: number | undefined },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select version
    from organization
    where workspace_id = ${actor.workspaceId}
      and id = ${which.organizationId}
    for update
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new RequestRefused('not_found');
  if (which.version !== undefined && which.version !== row.version) {
    throw new RequestRefused('version_mismatch', { facts: { version: row.version } });
  }
}

async function refuseUnknownPolicy(
  tx: Tx,
  actor: StaffActor,
  policyId: string | null,
): Promise<void> {
  if (policyId === null) return;
  const { rows } = await sql`
    select id
    from sla_policy
    where workspace_id = ${actor.workspaceId}
      and id = ${policyId}
      and kind = 'customer'
      and archived_at is null
  `.execute(tx);
  if (rows.length > 0) return;
  throw new RequestRefused('invalid_request', {
    fields: [{ path: 'policyId', code: 'unknown', message: 'there is no such policy' }],
  });
}
