import { sql } from 'kysely';
import type { ApiKey } from '#contract/api-key.ts';
import { type Instant, instantFromIso } from '#domain/kernel/instant.ts';
import type { Scope } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import { lesserRole } from '#server/platform/auth/authenticator.ts';
import { hashOwnToken, newSecretToken } from '#server/platform/auth/secret-token.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { readApiKey } from './queries.ts';

/** Marks our keys for people and for scanners that look for leaked ones. */
const keyMark = 'belay_';
/** The mark and six characters: enough to recognise, far too little to guess from. */
const prefixLength = keyMark.length + 6;

export type NewApiKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly role: Role;
  readonly expiresAt: string | null;
};

/**
 * Makes a key and yields its text, which is kept nowhere: the database holds a hash of it. The key
 * can do no more than its maker, now and later.
 */
export async function makeApiKey(
  db: Db,
  actor: StaffActor,
  asked: { readonly key: NewApiKey; readonly now: Instant; readonly address: string | null },
): Promise<{ apiKey: ApiKey; secret: string }> {
  const { key, now } = asked;
  const expiresAt = key.expiresAt === null ? null : instantFromIso(key.expiresAt);
  if (expiresAt !== null && expiresAt <= now) {
    throw new RequestRefused('invalid_request', {
      fields: [{ path: 'expiresAt', code: 'in_past', message: 'must lie in the future' }],
    });
  }
  if (lesserRole(key.role, actor.role) !== key.role) throw new RequestRefused('not_permitted');
  const secret = `${keyMark}${newSecretToken()}`;
  const id = newId();
  const scopes = [...new Set(key.scopes)];
  await transaction(db, async (tx) => {
    await sql`
      insert into api_key
        (workspace_id, id, name, prefix, key_hash, scopes, role, created_by, created_at, expires_at)
      values (
        ${actor.workspaceId},
        ${id},
        ${key.name},
        ${secret.slice(0, prefixLength)},
        ${hashOwnToken(secret)},
        ${scopes},
        ${key.role},
        ${actor.agentId},
        ${at(now)},
        ${at(expiresAt)}
      )
    `.execute(tx);
    await recordAudit(tx, {
      workspaceId: actor.workspaceId,
      actor,
      action: 'api_key.created',
      subject: { kind: 'api_key', id },
      details: { name: key.name, scopes, role: key.role, expiresAt: key.expiresAt },
      address: asked.address,
      now,
    });
  });
  const apiKey = await readApiKey(db, { workspaceId: actor.workspaceId, id, now });
  if (apiKey === null) throw new Error('the key that was just made is not there');
  return { apiKey, secret };
}

/** Revokes a key for good; revoking it again changes nothing. Says whether there is such a key. */
export async function endApiKey(
  db: Db,
  actor: StaffActor,
  asked: { readonly id: string; readonly now: Instant; readonly address: string | null },
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const found = await sql<{ name: string; isRevoked: boolean }>`
      select name, revoked_at is not null as "isRevoked"
      from api_key
      where workspace_id = ${actor.workspaceId}
        and id = ${asked.id}
      for update
    `.execute(tx);
    const row = found.rows[0];
    if (!row) return false;
    if (row.isRevoked) return true;
    await sql`
      update api_key
      set revoked_at = ${at(asked.now)}
      where workspace_id = ${actor.workspaceId}
        and id = ${asked.id}
    `.execute(tx);
    await recordAudit(tx, {
      workspaceId: actor.workspaceId,
      actor,
      action: 'api_key.revoked',
      subject: { kind: 'api_key', id: asked.id },
      details: { name: row.name },
      address: asked.address,
      now: asked.now,
    });
    return true;
  });
}
