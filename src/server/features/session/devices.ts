import { sql } from 'kysely';
import type { SignedInDevice } from '#contract/session.ts';
import { dayMs, type Instant, instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import { sessionIdleDays } from '#server/platform/auth/authenticator.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { AgentActor } from '#server/platform/http/principal.ts';

type Row = {
  readonly id: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
};

/** Where the person is signed in now, the last used first. Times are the machine's. */
export async function listDevices(db: Db, actor: AgentActor): Promise<SignedInDevice[]> {
  const now = instant(Date.now());
  const found = await sql<Row>`
    select
      session.id,
      session.user_agent as "userAgent",
      session.ip_address as "address",
      session.created_at as "createdAt",
      session.updated_at as "seenAt",
      session.expires_at as "expiresAt"
    from auth.session as session
    join agent on agent.user_id = session.user_id
    where agent.workspace_id = ${actor.workspaceId}
      and agent.id = ${actor.agentId}
      and session.expires_at > ${at(now)}
      and session.updated_at > ${at(plusMs(now, -sessionIdleDays * dayMs))}
    order by session.updated_at desc, session.id
  `.execute(db);
  return found.rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === actor.sessionId,
    userAgent: row.userAgent ?? '',
    address: row.address ?? '',
    createdAt: toIso(row.createdAt),
    lastSeenAt: toIso(row.seenAt),
    expiresAt: toIso(row.expiresAt),
  }));
}

/** Ends one of the person's own sessions, and says whether there was such a one. */
export async function endDevice(db: Db, actor: AgentActor, sessionId: string): Promise<boolean> {
  const ended = await sql`
    delete from auth.session as session
    using agent
    where session.id = ${sessionId}
      and agent.user_id = session.user_id
      and agent.workspace_id = ${actor.workspaceId}
      and agent.id = ${actor.agentId}
  `.execute(db);
  return (ended.numAffectedRows ?? 0n) > 0n;
}
