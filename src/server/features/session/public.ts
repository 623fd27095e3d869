import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { createUser } from '#server/platform/auth/account.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { issueOneTimeToken } from '#server/platform/auth/one-time-token.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { recordAudit } from '../audit/public.ts';

export { settleAccountMail } from './account-mail.ts';
export { requireGoodPassword } from './password-rule.ts';
export { requireAgent } from './security.ts';
export { type Exchange, openSession, refuseTooMany } from './sign-in.ts';

/**
 * Makes a link that signs an agent in once, within the hour; the one before stops working. It is
 * for whoever runs the server: the first start prints one, and so does `belay user link`. It
 * passes the second factor by, which makes it the way back in for somebody who lost theirs. The
 * token stands behind the `#`, which browsers do not send, so that no log ever holds it.
 * Throws when there is no such active agent.
 */
export async function createSignInLink(
  identity: Identity,
  agent: { readonly workspaceId: WorkspaceId; readonly agentId: AgentId },
): Promise<string> {
  const now = identity.clock.now();
  return transaction(identity.db, async (tx) => {
    const userId = await userOfAgent(tx, { ...agent, now });
    const token = await issueOneTimeToken(tx, { userId, purpose: 'sign_in', now });
    await recordAudit(tx, {
      workspaceId: agent.workspaceId,
      actor: { kind: 'system' },
      action: 'sign_in_link.created',
      subject: { kind: 'agent', id: agent.agentId },
      now,
    });
    return `${identity.baseUrl}/sign-in/link#token=${token}`;
  });
}

/** The identity of an active agent, made now if they have none. The lock keeps it from two. */
async function userOfAgent(
  tx: Tx,
  agent: { readonly workspaceId: WorkspaceId; readonly agentId: AgentId; readonly now: Instant },
): Promise<string> {
  const found = await sql<{ name: string; email: string; userId: string | null }>`
    select name, email, user_id as "userId"
    from agent
    where workspace_id = ${agent.workspaceId}
      and id = ${agent.agentId}
      and is_active
    for update
  `.execute(tx);
  const row = found.rows[0];
  if (!row) throw new Error('there is no such active agent');
  if (row.userId !== null) return row.userId;
  const userId = await createUser(tx, { ...row, now: agent.now });
  await sql`
    update agent
    set user_id = ${userId}
    where workspace_id = ${agent.workspaceId}
      and id = ${agent.agentId}
  `.execute(tx);
  return userId;
}
