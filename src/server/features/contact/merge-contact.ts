import { sql } from 'kysely';
import type { ContactId } from '#domain/kernel/id.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import {
  followCustomers,
  giveTickets,
  giveTicketsBack,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { tellContactChanged } from './tell.ts';

export type Merge = {
  readonly contactId: ContactId;
  readonly otherId: ContactId;
  readonly address: string | null;
};

/**
 * Makes the other customer part of this one. Identities stay with the row that had them and are
 * found through it, tickets move: so that the two can be told apart again. What only the other
 * one knew (organization, value, flags) is taken over where this one knows nothing.
 */
export async function mergeContactsOf(
  core: WriteCore,
  actor: StaffActor,
  merge: Merge,
): Promise<void> {
  const { workspaceId } = actor;
  const { contactId, otherId } = merge;
  const now = core.clock.now();
  await core.commit(async (tx) => {
    await lockBoth(tx, actor, merge);
    await sql`
      update contact
      set merged_into_id = ${contactId}, updated_at = ${at(now)}, version = version + 1
      where workspace_id = ${workspaceId}
        and (id = ${otherId} or merged_into_id = ${otherId})
    `.execute(tx);
    await takeOver(tx, actor, merge);
    await giveTickets(tx, workspaceId, { from: otherId, to: contactId });
    await sql`
      update chat_visitor
      set contact_id = ${contactId}
      where workspace_id = ${workspaceId}
        and contact_id = ${otherId}
    `.execute(tx);
    await finish(core, tx, { actor, merge, type: 'contact.merged', contactIds: [contactId] });
  });
}

/** Takes a merged customer out again, with the tickets that began as theirs. */
export async function unmergeContactsOf(
  core: WriteCore,
  actor: StaffActor,
  merge: Merge,
): Promise<void> {
  const { workspaceId } = actor;
  const { contactId, otherId } = merge;
  const now = core.clock.now();
  await core.commit(async (tx) => {
    const { rows } = await sql`
      update contact
      set merged_into_id = null, updated_at = ${at(now)}, version = version + 1
      where workspace_id = ${workspaceId}
        and id = ${otherId}
        and merged_into_id = ${contactId}
      returning id
    `.execute(tx);
    if (rows.length === 0) throw new RequestRefused('not_found');
    await giveTicketsBack(tx, workspaceId, { from: contactId, to: otherId });
    await sql`
      update chat_visitor v
      set contact_id = ${otherId}
      from ticket t
      where v.workspace_id = ${workspaceId}
        and v.contact_id = ${contactId}
        and t.workspace_id = v.workspace_id
        and t.id = v.ticket_id
        and t.contact_id = ${otherId}
    `.execute(tx);
    const contactIds = [contactId, otherId];
    await finish(core, tx, { actor, merge, type: 'contact.unmerged', contactIds });
  });
}

async function finish(
  core: WriteCore,
  tx: Tx,
  part: {
    readonly actor: StaffActor;
    readonly merge: Merge;
    readonly type: 'contact.merged' | 'contact.unmerged';
    readonly contactIds: readonly ContactId[];
  },
): Promise<void> {
  const { actor, type, contactIds } = part;
  const { contactId, otherId, address } = part.merge;
  const { workspaceId } = actor;
  const now = core.clock.now();
  await tellContactChanged(tx, actor, { type, contactId, otherId, now });
  await recordAudit(tx, {
    workspaceId,
    actor,
    action: type,
    subject: { kind: 'contact', id: contactId },
    details: { otherId },
    address,
    now,
  });
  const by = { kind: 'agent', id: actor.agentId } as const;
  await followCustomers(core, tx, { workspaceId, contactIds, actor: by });
}

/** In the order of their ids, so that two merges the other way round cannot block each other. */
async function lockBoth(tx: Tx, actor: StaffActor, merge: Merge): Promise<void> {
  if (merge.contactId === merge.otherId) throw new RequestRefused('merge_impossible');
  const { rows } = await sql<{ isWhole: boolean }>`
    select merged_into_id is null and erased_at is null as "isWhole"
    from contact
    where workspace_id = ${actor.workspaceId}
      and id in (${merge.contactId}, ${merge.otherId})
    order by id
    for update
  `.execute(tx);
  if (rows.length < 2) throw new RequestRefused('not_found');
  if (rows.some(({ isWhole }) => !isWhole)) throw new RequestRefused('merge_impossible');
}

async function takeOver(tx: Tx, actor: StaffActor, merge: Merge): Promise<void> {
  await sql`
    update contact kept
    set
      organization_id = coalesce(kept.organization_id, other.organization_id),
      language = coalesce(kept.language, other.language),
      segment = coalesce(kept.segment, other.segment),
      plan = coalesce(kept.plan, other.plan),
      value_cents = greatest(kept.value_cents, other.value_cents),
      risk_flags = array(
        select distinct flag from unnest(kept.risk_flags || other.risk_flags) as flags (flag)
        order by flag
      ),
      custom = other.custom || kept.custom,
      last_score = coalesce(kept.last_score, other.last_score),
      version = kept.version + 1
    from contact other
    where kept.workspace_id = ${actor.workspaceId}
      and kept.id = ${merge.contactId}
      and other.workspace_id = kept.workspace_id
      and other.id = ${merge.otherId}
  `.execute(tx);
}
