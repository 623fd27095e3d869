import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { type Language, resolveLanguage } from '#locales/languages.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';
import { newId } from '../ids.ts';

/** An agent who can sign in, with what a mail to them needs. */
export type Account = {
  readonly userId: string;
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
};

type AccountRow = Omit<Account, 'language'> & { readonly language: string };

const accountColumns = sql`
  agent.user_id as "userId",
  agent.workspace_id as "workspaceId",
  agent.id as "agentId",
  agent.name,
  agent.email,
  agent.language
`;

/** The active agent who signs in as this user; null when there is none any more. */
export async function findAccount(db: Db, userId: string): Promise<Account | null> {
  const found = await sql<AccountRow>`
    select ${accountColumns}
    from agent
    where agent.user_id = ${userId}
      and agent.is_active
  `.execute(db);
  return accountOf(found.rows[0]);
}

/** The active agent who signs in with this address; null when there is none. */
export async function findAccountByEmail(db: Db, email: string): Promise<Account | null> {
  const found = await sql<AccountRow>`
    select ${accountColumns}
    from auth.user_account as account
    join agent on agent.user_id = account.id
    where account.email = ${email.toLowerCase()}
      and agent.is_active
  `.execute(db);
  return accountOf(found.rows[0]);
}

/** The account of the agent; null when they cannot sign in yet or any more. */
export async function findAccountOfAgent(
  db: Db,
  agent: { readonly workspaceId: WorkspaceId; readonly agentId: AgentId },
): Promise<Account | null> {
  const found = await sql<AccountRow>`
    select ${accountColumns}
    from agent
    where agent.workspace_id = ${agent.workspaceId}
      and agent.id = ${agent.agentId}
      and agent.user_id is not null
      and agent.is_active
  `.execute(db);
  return accountOf(found.rows[0]);
}

function accountOf(row: AccountRow | undefined): Account | null {
  return row ? { ...row, language: resolveLanguage(row.language) } : null;
}

/** Makes the identity with which an agent will sign in, and yields its id. */
export async function createUser(
  db: Db,
  user: { readonly name: string; readonly email: string; readonly now: Instant },
): Promise<string> {
  const id = newId();
  await sql`
    insert into auth.user_account (id, name, email, email_verified, created_at, updated_at)
    values (${id}, ${user.name}, ${user.email.toLowerCase()}, true, ${at(user.now)}, ${at(user.now)})
  `.execute(db);
  return id;
}

/** Keeps a password by its hash, in place of the one before. */
export async function keepPassword(
  db: Db,
  given: { readonly userId: string; readonly passwordHash: string; readonly now: Instant },
): Promise<void> {
  const { userId, passwordHash, now } = given;
  await sql`
    insert into auth.credential (id, user_id, provider_id, account_id, password, created_at, updated_at)
    values (${newId()}, ${userId}, 'credential', ${userId}, ${passwordHash}, ${at(now)}, ${at(now)})
    on conflict (provider_id, account_id) do update
    set password = excluded.password, updated_at = excluded.updated_at
  `.execute(db);
}

/** The hash of the user's password; null when they have none. */
export async function passwordHashOf(db: Db, userId: string): Promise<string | null> {
  const found = await sql<{ password: string | null }>`
    select password
    from auth.credential
    where user_id = ${userId}
      and provider_id = 'credential'
  `.execute(db);
  return found.rows[0]?.password ?? null;
}

/** Ends the user's sessions, but for the one named, and yields how many ended. */
export async function endSessions(
  db: Db,
  which: { readonly userId: string; readonly exceptSessionId?: string },
): Promise<number> {
  const ended = await sql`
    delete from auth.session
    where user_id = ${which.userId}
      and id is distinct from ${which.exceptSessionId ?? null}
  `.execute(db);
  return Number(ended.numAffectedRows ?? 0n);
}

/** Ends the session with this token, if there is one. */
export async function endSessionByToken(db: Db, token: string): Promise<void> {
  await sql`delete from auth.session where token = ${token}`.execute(db);
}
