import { sql } from 'kysely';
import type { Instant } from '#domain/kernel/instant.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { tokenLimits } from '#server/platform/auth/attempts.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { hashToken } from '#server/platform/auth/secret-token.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction, violatedConstraint } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { recordAudit } from '../audit/public.ts';
import {
  type Exchange,
  openSession,
  refuseTooMany,
  requireGoodPassword,
} from '../session/public.ts';
import { findOfferedInvitation, type OfferedInvitation } from './queries.ts';

export type Acceptance = {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly language: string;
};

/** What the link offers, for the page that it opens. Throws `link_invalid` when it is spent. */
export async function lookAtInvitation(
  identity: Identity,
  given: { readonly token: string; readonly address: string },
): Promise<OfferedInvitation> {
  await refuseTooMany(identity, tokenLimits(given.address));
  const tokenHash = hashToken(given.token);
  if (tokenHash === null) throw new RequestRefused('link_invalid');
  const now = identity.clock.now();
  const offered = await findOfferedInvitation(identity.db, { tokenHash, now, isForUse: false });
  if (offered === null) throw new RequestRefused('link_invalid');
  return offered;
}

/**
 * Accepts: the agent becomes active with a password of their choice, and is signed in. A password
 * that is refused leaves the link usable; otherwise it works once.
 */
export async function accept(
  identity: Identity,
  exchange: Exchange,
  given: Acceptance,
): Promise<void> {
  await refuseTooMany(identity, tokenLimits(exchange.request.ip));
  const tokenHash = hashToken(given.token);
  if (tokenHash === null) throw new RequestRefused('link_invalid');
  const passwordHash = await hashPassword(given.password);
  const now = identity.clock.now();
  const joined = await transaction(identity.db, async (tx) => {
    const offered = await findOfferedInvitation(tx, { tokenHash, now, isForUse: true });
    if (offered === null) throw new RequestRefused('link_invalid');
    requireGoodPassword(given.password, [given.name, offered.email]);
    const user = offered.userId ?? (await makeUser(tx, { offered, name: given.name, now }));
    await keepPassword(tx, { userId: user, passwordHash, now });
    await activate(tx, { offered, given, userId: user, now });
    const { workspaceId, agentId } = offered;
    await recordAudit(tx, {
      workspaceId,
      actor: { kind: 'nobody' },
      action: 'invitation.accepted',
      subject: { kind: 'agent', id: agentId },
      address: exchange.request.ip,
      now,
    });
    return { user, workspaceId };
  });
  identity.onPeopleChanged(joined.workspaceId);
  await openSession(identity, exchange, { userId: joined.user, method: 'invitation' });
}

async function makeUser(
  tx: Tx,
  who: { readonly offered: OfferedInvitation; readonly name: string; readonly now: Instant },
): Promise<string> {
  try {
    return await createUser(tx, { name: who.name, email: who.offered.email, now: who.now });
  } catch (error) {
    // One address is one identity: it works in another workspace of this installation already.
    if (violatedConstraint(error) !== null) throw new RequestRefused('conflict');
    throw error;
  }
}

async function activate(
  tx: Tx,
  who: {
    readonly offered: OfferedInvitation;
    readonly given: Acceptance;
    readonly userId: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { offered, given, userId, now } = who;
  await sql`
    update agent
    set user_id = ${userId},
      name = ${given.name},
      language = ${given.language},
      is_active = true
    where workspace_id = ${offered.workspaceId}
      and id = ${offered.agentId}
  `.execute(tx);
  await sql`
    update invitation
    set accepted_at = ${at(now)}
    where workspace_id = ${offered.workspaceId}
      and id = ${offered.id}
  `.execute(tx);
}
