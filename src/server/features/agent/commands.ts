import { sql } from 'kysely';
import type { AgentChange } from '#contract/agent.ts';
import type { AgentId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { type Role, worksTickets } from '#domain/people/role.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { recordAudit } from '../audit/public.ts';
import type { WriteCore } from '../ticket/public.ts';
import { releaseTickets } from './release-tickets.ts';

export type Asked = {
  readonly actor: StaffActor;
  readonly address: string | null;
  readonly now: Instant;
};

type Before = { readonly name: string; readonly role: Role; readonly isActive: boolean };

/**
 * Changes an agent. Whoever can own no tickets afterwards, because they have left or their role
 * does not work them, gives back those that are open: each goes to the queue of its team, and one
 * without a team to the catch-all owner, so that none is left with nobody.
 */
export async function changeAgent(
  core: WriteCore,
  tx: Tx,
  asked: Asked & { readonly agentId: AgentId; readonly change: AgentChange },
): Promise<void> {
  const { actor, agentId, change } = asked;
  const before = await lockAgent(tx, asked);
  const after = {
    role: change.role ?? before.role,
    isActive: change.isActive ?? before.isActive,
  };
  const owned = before.isActive && worksTickets(before.role);
  const owns = after.isActive && worksTickets(after.role);
  if (owned && !owns) await requireReplaceable(tx, asked);
  await updateAgent(tx, asked);
  if (change.teamIds !== undefined) await placeInTeams(tx, asked, change.teamIds);
  if (before.isActive && !after.isActive) await endSessions(tx, asked);
  await auditChange(tx, asked, { before, after });
  core.forget(actor.workspaceId);
  if (owned && !owns) await releaseTickets(core, tx, { actor, agentId });
}

type Changing = Asked & { readonly agentId: AgentId; readonly change: AgentChange };

/** Reads the agent under lock. Of two who remove the last two admins at once, one waits here. */
async function lockAgent(tx: Tx, { actor, agentId, change }: Changing): Promise<Before> {
  const { rows } = await sql<Before & { id: AgentId }>`
    select id, name, role, is_active as "isActive"
    from agent
    where workspace_id = ${actor.workspaceId}
      and (is_active or user_id is not null)
      and (id = ${agentId} or (role = 'admin' and is_active))
    order by id
    for update
  `.execute(tx);
  const before = rows.find(({ id }) => id === agentId);
  if (before === undefined) throw new RequestRefused('not_found');
  const wasAdmin = before.role === 'admin' && before.isActive;
  const isAdmin = (change.role ?? before.role) === 'admin' && (change.isActive ?? before.isActive);
  const hasOthers = rows.some(
    ({ id, role, isActive }) => id !== agentId && role === 'admin' && isActive,
  );
  if (wasAdmin && !isAdmin && !hasOthers) throw new RequestRefused('last_admin');
  return before;
}

/** The catch-all owner answers when nobody else is left: another must be named first. */
async function requireReplaceable(tx: Tx, { actor, agentId }: Changing): Promise<void> {
  const { rows } = await sql`
    select
    from workspace
    where id = ${actor.workspaceId}
      and catch_all_agent_id = ${agentId}
  `.execute(tx);
  if (rows.length > 0) throw new RequestRefused('in_use', { facts: { uses: 'catch_all' } });
}

async function updateAgent(tx: Tx, { actor, agentId, change, now }: Changing): Promise<void> {
  const leaves = change.isActive === false;
  await sql`
    update agent
    set
      name = coalesce(${change.name ?? null}, name),
      role = coalesce(${change.role ?? null}, role),
      skills = coalesce(${distinct(change.skills)}::text[], skills),
      languages = coalesce(${distinct(change.languages)}::text[], languages),
      ticket_capacity = coalesce(${change.ticketCapacity ?? null}::integer, ticket_capacity),
      chat_capacity = coalesce(${change.chatCapacity ?? null}::integer, chat_capacity),
      is_active = coalesce(${change.isActive ?? null}::boolean, is_active),
      presence = case when ${leaves} then 'offline' else presence end,
      presence_changed_at = case when ${leaves} then ${at(now)} else presence_changed_at end
    where workspace_id = ${actor.workspaceId}
      and id = ${agentId}
  `.execute(tx);
}

function distinct(words: readonly string[] | undefined): readonly string[] | null {
  return words === undefined ? null : [...new Set(words)];
}

/** Keeps the date of those memberships that stay. */
async function placeInTeams(
  tx: Tx,
  { actor, agentId, now }: Changing,
  teamIds: readonly string[],
): Promise<void> {
  const { workspaceId } = actor;
  const wanted = [...new Set(teamIds)];
  const { rows } = await sql`
    select
    from team
    where workspace_id = ${workspaceId}
      and id = any(${wanted}::uuid[])
      and archived_at is null
  `.execute(tx);
  if (rows.length < wanted.length) {
    throw new RequestRefused('reference_not_found', { facts: { field: 'teamIds' } });
  }
  await sql`
    delete from team_member
    where workspace_id = ${workspaceId}
      and agent_id = ${agentId}
      and team_id <> all(${wanted}::uuid[])
  `.execute(tx);
  await sql`
    insert into team_member (workspace_id, team_id, agent_id, created_at)
    select ${workspaceId}, wanted.id, ${agentId}, ${at(now)}
    from unnest(${wanted}::uuid[]) as wanted (id)
    on conflict do nothing
  `.execute(tx);
}

async function endSessions(tx: Tx, { actor, agentId }: Changing): Promise<void> {
  await sql`
    delete from auth.session as session
    using agent
    where agent.workspace_id = ${actor.workspaceId}
      and agent.id = ${agentId}
      and session.user_id = agent.user_id
  `.execute(tx);
}

async function auditChange(
  tx: Tx,
  { actor, address, now, agentId, change }: Changing,
  { before, after }: { before: Before; after: Pick<Before, 'role' | 'isActive'> },
): Promise<void> {
  const { role: _role, isActive: _isActive, ...rest } = change;
  const note = (action: string, details: Record<string, string | string[]>): Promise<void> =>
    recordAudit(tx, {
      workspaceId: actor.workspaceId,
      actor,
      action,
      subject: { kind: 'agent', id: agentId },
      details: { name: before.name, ...details },
      address,
      now,
    });
  if (after.role !== before.role) {
    await note('agent.role_changed', { from: before.role, to: after.role });
  }
  if (after.isActive !== before.isActive) {
    await note(after.isActive ? 'agent.reactivated' : 'agent.deactivated', {});
  }
  if (Object.keys(rest).length > 0) await note('agent.changed', { fields: Object.keys(rest) });
}
