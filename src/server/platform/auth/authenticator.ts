import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, dayMs, instant, minuteMs, plusMs } from '#domain/kernel/instant.ts';
import { permissionsOf, type Scope } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';
import { RequestRefused } from '../errors/refused.ts';
import type { Authenticated, Authenticator } from '../http/principal.ts';
import { readSessionToken } from './cookie.ts';
import { hashToken } from './secret-token.ts';
import { authenticateVisitor, isVisitorToken } from './visitor-token.ts';

/** A session that was not used for this long has ended, whatever its cookie says (ASVS 7.3.1). */
export const sessionIdleDays = 7;
/** `last seen` is written at most this often: it costs a row version each time. */
const touchMs = minuteMs;

export type AuthenticatorOptions = {
  readonly db: Db;
  readonly baseUrl: string;
  readonly secret: string;
  /** Our clock, by which keys expire. Sessions follow the machine's, as better-auth does. */
  readonly now: () => Instant;
};

/**
 * Finds out who asks, by session cookie, API key or visitor's token, in one query each. A `Bearer`
 * header wins over a cookie: it was sent on purpose.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  return {
    authenticate: async (request: FastifyRequest): Promise<Authenticated | null> => {
      const key = bearerKey(request.headers.authorization);
      if (key !== null && isVisitorToken(key)) return visitorOf(options.db, key);
      if (key !== null) return authenticateKey(options, key);
      const token = readSessionToken(request.headers.cookie, options);
      return token === null ? null : authenticateSession(options.db, token);
    },
  };
}

async function visitorOf(db: Db, token: string): Promise<Authenticated> {
  const principal = await authenticateVisitor(db, token);
  if (principal === null) throw new RequestRefused('credentials_invalid');
  return { principal, carriedBy: 'header' };
}

type SessionRow = {
  readonly sessionId: string;
  readonly seenAt: Instant;
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly role: Role;
  readonly teamIds: readonly TeamId[];
};

async function authenticateSession(db: Db, token: string): Promise<Authenticated | null> {
  const now = instant(Date.now());
  const found = await sql<SessionRow>`
    select
      session.id as "sessionId",
      session.updated_at as "seenAt",
      agent.workspace_id as "workspaceId",
      agent.id as "agentId",
      agent.role,
      array(
        select member.team_id::text
        from team_member as member
        where member.workspace_id = agent.workspace_id
          and member.agent_id = agent.id
      ) as "teamIds"
    from auth.session as session
    join agent on agent.user_id = session.user_id
    where session.token = ${token}
      and session.expires_at > ${at(now)}
      and session.updated_at > ${at(plusMs(now, -sessionIdleDays * dayMs))}
      and agent.is_active
  `.execute(db);
  const row = found.rows[0];
  if (!row) return null;
  if (row.seenAt < now - touchMs) {
    await sql`
      update auth.session
      set updated_at = ${at(now)}
      where id = ${row.sessionId}
    `.execute(db);
  }
  const { sessionId, workspaceId, agentId, role, teamIds } = row;
  return {
    principal: { kind: 'agent', workspaceId, agentId, role, teamIds, sessionId },
    carriedBy: 'cookie',
  };
}

type KeyRow = {
  readonly keyId: string;
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly keyRole: Role;
  readonly agentRole: Role;
  readonly scopes: readonly Scope[];
  readonly teamIds: readonly TeamId[];
  readonly usedAt: Instant | null;
};

async function authenticateKey(options: AuthenticatorOptions, key: string): Promise<Authenticated> {
  const keyHash = hashToken(key);
  if (keyHash === null) throw new RequestRefused('credentials_invalid');
  const now = options.now();
  const found = await sql<KeyRow>`
    select
      key.id as "keyId",
      key.workspace_id as "workspaceId",
      key.created_by as "agentId",
      key.role as "keyRole",
      agent.role as "agentRole",
      key.scopes,
      key.last_used_at as "usedAt",
      array(
        select member.team_id::text
        from team_member as member
        where member.workspace_id = agent.workspace_id
          and member.agent_id = agent.id
      ) as "teamIds"
    from api_key as key
    join agent on agent.workspace_id = key.workspace_id and agent.id = key.created_by
    where key.key_hash = ${keyHash}
      and key.revoked_at is null
      and (key.expires_at is null or key.expires_at > ${at(now)})
      and agent.is_active
  `.execute(options.db);
  const row = found.rows[0];
  if (!row) throw new RequestRefused('credentials_invalid');
  if (row.usedAt === null || row.usedAt < now - touchMs) {
    await sql`
      update api_key
      set last_used_at = ${at(now)}
      where workspace_id = ${row.workspaceId}
        and id = ${row.keyId}
    `.execute(options.db);
  }
  const { keyId, workspaceId, agentId, scopes, teamIds } = row;
  const role = lesserRole(row.keyRole, row.agentRole);
  return {
    principal: { kind: 'api_key', keyId, workspaceId, agentId, role, scopes, teamIds },
    carriedBy: 'header',
  };
}

/**
 * The role a key acts with: its own, as long as its maker holds all that this role may; else the
 * maker's. Somebody who is no longer an admin leaves no admin key behind.
 */
export function lesserRole(keyRole: Role, makerRole: Role): Role {
  const held = new Set(permissionsOf(makerRole));
  return permissionsOf(keyRole).every((permission) => held.has(permission)) ? keyRole : makerRole;
}

/** The key in `Authorization: Bearer …`; null when there is no such header at all. */
function bearerKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  const match = /^bearer +(\S+)$/i.exec(header.trim());
  return match?.[1] ?? '';
}
