import { sql } from 'kysely';
import type { ApiKey } from '#contract/api-key.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Scope } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import type { Db } from '#server/platform/db/database.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: Scope[];
  readonly role: Role;
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
};

/** Every key of the workspace, revoked ones too: the list answers what could once get in. */
export async function readApiKeys(
  db: Db,
  workspaceId: WorkspaceId,
  now: Instant,
): Promise<ApiKey[]> {
  const found = await sql<Row>`
    ${keys}
    where key.workspace_id = ${workspaceId}
    order by key.revoked_at is not null, key.created_at desc, key.id desc
  `.execute(db);
  return found.rows.map((row) => present(row, now));
}

/** One key; null when the workspace has no such one. */
export async function readApiKey(
  db: Db,
  which: { readonly workspaceId: WorkspaceId; readonly id: string; readonly now: Instant },
): Promise<ApiKey | null> {
  const found = await sql<Row>`
    ${keys}
    where key.workspace_id = ${which.workspaceId}
      and key.id = ${which.id}
  `.execute(db);
  const row = found.rows[0];
  return row ? present(row, which.now) : null;
}

const keys = sql`
  select
    key.id,
    key.name,
    key.prefix,
    key.scopes,
    key.role,
    key.created_by as "createdById",
    agent.name as "createdByName",
    key.created_at as "createdAt",
    key.last_used_at as "lastUsedAt",
    key.expires_at as "expiresAt",
    key.revoked_at as "revokedAt"
  from api_key as key
  join agent on agent.workspace_id = key.workspace_id and agent.id = key.created_by
`;

function present(row: Row, now: Instant): ApiKey {
  const { revokedAt, createdAt, lastUsedAt, expiresAt, ...rest } = row;
  const isExpired = expiresAt !== null && expiresAt <= now;
  return {
    ...rest,
    createdAt: toIso(createdAt),
    lastUsedAt: lastUsedAt === null ? null : toIso(lastUsedAt),
    expiresAt: expiresAt === null ? null : toIso(expiresAt),
    state: revokedAt !== null ? 'revoked' : isExpired ? 'expired' : 'active',
  };
}
