import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { createSignInLink } from '../session/public.ts';

/**
 * Stands where the first admin's address will be until they give it. The domain is reserved
 * (RFC 2606), so that no mail can ever go there.
 */
export const unknownEmail = 'admin@belay.invalid';

/** Keeps two processes that start at once from making two first workspaces. */
const firstStartLock = 7_300_002;

/**
 * What a start prints for the person who installed Belay: a link that signs the first admin in,
 * once. A fresh database gets its workspace and that admin here, who has no password. Until the
 * first-run questions are answered every start makes a new link; afterwards it is null.
 */
export async function firstAdminLink(identity: Identity): Promise<string | null> {
  const admin = await transaction(identity.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${firstStartLock})`.execute(tx);
    return (await findWaitingAdmin(tx)) ?? (await makeFirstAdmin(identity, tx));
  });
  return admin === null ? null : createSignInLink(identity, admin);
}

type FirstAdmin = { readonly workspaceId: WorkspaceId; readonly agentId: AgentId };

async function findWaitingAdmin(tx: Tx): Promise<FirstAdmin | null> {
  const found = await sql<FirstAdmin>`
    select workspace.id as "workspaceId", agent.id as "agentId"
    from workspace
    join agent on agent.workspace_id = workspace.id and agent.id = workspace.catch_all_agent_id
    where not workspace.is_set_up
      and agent.role = 'admin'
      and agent.is_active
    order by workspace.created_at
    limit 1
  `.execute(tx);
  return found.rows[0] ?? null;
}

async function makeFirstAdmin(identity: Identity, tx: Tx): Promise<FirstAdmin | null> {
  const existing = await sql`select id from workspace limit 1`.execute(tx);
  if (existing.rows.length > 0) return null;
  const now = identity.clock.now();
  const workspaceId = newId<WorkspaceId>();
  const agentId = newId<AgentId>();
  await sql`
    insert into workspace (id, name, created_at)
    values (${workspaceId}, 'Belay', ${at(now)})
  `.execute(tx);
  await sql`
    insert into agent (workspace_id, id, email, name, role, created_at)
    values (${workspaceId}, ${agentId}, ${unknownEmail}, 'Admin', 'admin', ${at(now)})
  `.execute(tx);
  await sql`
    update workspace
    set catch_all_agent_id = ${agentId}
    where id = ${workspaceId}
  `.execute(tx);
  return { workspaceId, agentId };
}
