import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import type { Passkey, Security } from '#contract/sign-in.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import {
  type Account,
  endSessions,
  findAccountOfAgent,
  keepPassword,
  passwordHashOf,
} from '#server/platform/auth/account.ts';
import { forgetAttempt, ownPasswordLimits } from '#server/platform/auth/attempts.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { hashPassword, verifyPassword } from '#server/platform/auth/password.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { AgentActor, StaffActor } from '#server/platform/http/principal.ts';
import { recordAudit } from '../audit/public.ts';
import { requireGoodPassword } from './password-rule.ts';
import { mailSecurityNotice, type SecurityChange } from './security-notice.ts';
import { refuseTooMany } from './sign-in.ts';

/** These routes are about a person's own browser: a key, which has no scope here, never passes. */
export function requireAgent(actor: StaffActor): AgentActor {
  if (actor.kind !== 'agent') throw new RequestRefused('scope_missing', { facts: { scope: null } });
  return actor;
}

/** The account behind a signed-in agent. */
export async function ownAccount(db: Db, actor: AgentActor): Promise<Account> {
  const account = await findAccountOfAgent(db, actor);
  if (account === null) throw new RequestRefused('sign_in_required');
  return account;
}

type PasskeyRow = {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Instant;
  readonly isSynced: boolean;
};

/** How the person signs in. */
export async function readSecurity(identity: Identity, actor: AgentActor): Promise<Security> {
  const { userId } = await ownAccount(identity.db, actor);
  const [passwordHash, factor, passkeys] = await Promise.all([
    passwordHashOf(identity.db, userId),
    sql`
      select id
      from auth.second_factor
      where user_id = ${userId}
        and verified
    `.execute(identity.db),
    sql<PasskeyRow>`
      select id, name, created_at as "createdAt", backed_up as "isSynced"
      from auth.passkey
      where user_id = ${userId}
      order by created_at, id
    `.execute(identity.db),
  ]);
  return {
    hasPassword: passwordHash !== null,
    hasSecondFactor: factor.rows.length > 0,
    canUsePasskeys: canUsePasskeys(identity.baseUrl),
    passkeys: passkeys.rows.map(presentPasskey),
  };
}

export function presentPasskey(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    name: row.name ?? '',
    createdAt: toIso(row.createdAt),
    isSynced: row.isSynced,
  };
}

/** Browsers keep passkeys for names over TLS and for localhost, never for a bare address. */
function canUsePasskeys(baseUrl: string): boolean {
  const { hostname, protocol } = new URL(baseUrl);
  if (hostname === 'localhost') return true;
  return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

/** Chooses a password; the one before must be named if there is one, and other sessions end. */
export async function changeOwnPassword(
  identity: Identity,
  actor: AgentActor,
  given: { readonly currentPassword: string | null; readonly newPassword: string },
): Promise<void> {
  const account = await ownAccount(identity.db, actor);
  await requireOwnPassword(identity, account.userId, given.currentPassword);
  requireGoodPassword(given.newPassword, [account.name, account.email]);
  const passwordHash = await hashPassword(given.newPassword);
  const now = identity.clock.now();
  await transaction(identity.db, async (tx) => {
    await keepPassword(tx, { userId: account.userId, passwordHash, now });
    await endSessions(tx, { userId: account.userId, exceptSessionId: actor.sessionId });
    await noteSecurityChange(identity, tx, { actor, account, change: 'password', now });
  });
}

/**
 * Asks for the own password again before something that an open, unattended browser must not be
 * able to do. Somebody who has none yet (they came by a link) is let through.
 */
export async function requireOwnPassword(
  identity: Identity,
  userId: string,
  password: string | null,
): Promise<void> {
  const hash = await passwordHashOf(identity.db, userId);
  if (hash === null) return;
  const limits = ownPasswordLimits(userId);
  await refuseTooMany(identity, limits);
  const isRight = await verifyPassword({ hash, password: password ?? '' });
  if (!isRight) throw new RequestRefused('credentials_invalid');
  await forgetAttempt(identity.db, limits);
}

const auditNames = {
  password: 'password.changed',
  secondFactorOn: 'second_factor.on',
  secondFactorOff: 'second_factor.off',
  recoveryCodes: 'recovery_codes.renewed',
  passkeyAdded: 'passkey.added',
  passkeyRemoved: 'passkey.removed',
} as const satisfies Record<SecurityChange, string>;

/** Remembers a change to how the person signs in, and tells them by mail. */
export async function noteSecurityChange(
  identity: Identity,
  tx: Tx,
  what: {
    readonly actor: AgentActor;
    readonly account: Account;
    readonly change: SecurityChange;
    readonly now: Instant;
    readonly request?: FastifyRequest;
    readonly subject?: { readonly kind: string; readonly id: string };
  },
): Promise<void> {
  const { actor, account, change, now } = what;
  await mailSecurityNotice(identity, tx, { account, change, now });
  await recordAudit(tx, {
    workspaceId: actor.workspaceId,
    actor,
    action: auditNames[change],
    ...(what.subject === undefined ? {} : { subject: what.subject }),
    address: what.request?.ip ?? null,
    now,
  });
}
