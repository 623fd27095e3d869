import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import type { MailboxSettings, SetupAnswers, SetupOutcome, SetupState } from '#contract/setup.ts';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { keepPassword, passwordHashOf } from '#server/platform/auth/account.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction, violatedConstraint } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { AgentActor } from '#server/platform/http/principal.ts';
import { recordAudit } from '../audit/public.ts';
import { inviteIn } from '../invitation/public.ts';
import { requireGoodPassword } from '../session/public.ts';
import { installDefaults } from './defaults.ts';
import { unknownEmail } from './first-admin.ts';

/** What comes in first is the business of other features; `main.ts` hands their doors over. */
export type SetupStarters = {
  /** Whether the installation has a mail server, by which invitations leave. */
  readonly sendsMail: boolean;
  /** Tries the mailbox before anything is written. Throws `channel_unreachable`. */
  readonly checkMailbox: (settings: MailboxSettings) => Promise<void>;
  readonly addMailbox: (
    tx: Tx,
    mailbox: {
      readonly workspaceId: WorkspaceId;
      readonly teamId: TeamId;
      readonly language: string;
      readonly settings: MailboxSettings;
      readonly now: Instant;
    },
  ) => Promise<void>;
  /** Begins to read what was added; called once it is committed. */
  readonly readMailboxes: () => Promise<void>;
  /** Fills the workspace with invented customers and tickets to look at. */
  readonly addSample: (sample: {
    readonly workspaceId: WorkspaceId;
    readonly agentId: AgentId;
  }) => Promise<void>;
};

/** Where the first-run questions stand, and what to propose for them. */
export async function readSetup(
  identity: Identity,
  starters: SetupStarters,
  actor: AgentActor,
): Promise<SetupState> {
  const found = await sql<Omit<SetupState, 'hasPassword' | 'sendsMail'> & { userId: string }>`
    select
      workspace.is_set_up as "isSetUp",
      workspace.name as "workspaceName",
      workspace.language,
      workspace.time_zone as "timeZone",
      agent.name as "ownName",
      agent.email as "ownEmail",
      agent.user_id as "userId"
    from workspace
    join agent on agent.workspace_id = workspace.id
    where workspace.id = ${actor.workspaceId}
      and agent.id = ${actor.agentId}
  `.execute(identity.db);
  const row = found.rows[0];
  if (!row) throw new RequestRefused('sign_in_required');
  const { userId, ...state } = row;
  return {
    ...state,
    ownEmail: state.ownEmail === unknownEmail ? '' : state.ownEmail,
    hasPassword: (await passwordHashOf(identity.db, userId)) !== null,
    sendsMail: starters.sendsMail,
  };
}

/**
 * Answers the five questions, once. In one transaction the workspace gets its name, hours, targets,
 * teams and matrix, the one who answers gets their address and password, and colleagues of the
 * second line are invited.
 */
export async function answerSetup(
  identity: Identity,
  starters: SetupStarters,
  given: {
    readonly actor: AgentActor;
    readonly answers: SetupAnswers;
    readonly request: FastifyRequest;
  },
): Promise<SetupOutcome> {
  const { actor, answers } = given;
  requireTimeZone(answers.timeZone);
  const { hasPassword, isSetUp } = await readSetup(identity, starters, actor);
  if (isSetUp) throw new RequestRefused('already_set_up');
  const password = hasPassword ? null : (answers.password ?? '');
  if (password !== null) {
    requireGoodPassword(password, [answers.ownName, answers.ownEmail, answers.workspaceName]);
  }
  if (answers.start.with === 'mailbox') await starters.checkMailbox(answers.start.mailbox);
  const passwordHash = password === null ? null : await hashPassword(password);
  const outcome = await transaction(identity.db, (tx) =>
    writeAnswers(identity, tx, { ...given, starters, passwordHash }),
  );
  identity.onPeopleChanged(actor.workspaceId);
  if (answers.start.with === 'mailbox') await starters.readMailboxes();
  if (answers.start.with === 'sample') await starters.addSample(actor);
  return outcome;
}

type Written = {
  readonly actor: AgentActor;
  readonly answers: SetupAnswers;
  readonly request: FastifyRequest;
  readonly starters: SetupStarters;
  readonly passwordHash: string | null;
};

async function writeAnswers(identity: Identity, tx: Tx, given: Written): Promise<SetupOutcome> {
  const { actor, answers, starters } = given;
  const { workspaceId, agentId } = actor;
  const now = identity.clock.now();
  await writeWorkspace(tx, given);
  await writeOwnAccount(tx, given, now);
  const language = resolveLanguage(answers.language);
  const { businessKind, timeZone } = answers;
  const teams = await installDefaults(tx, {
    workspaceId,
    adminId: agentId,
    businessKind,
    language,
    timeZone,
    now,
  });
  await joinTeams(tx, given, { ...teams, now });
  if (answers.start.with === 'mailbox') {
    const settings = answers.start.mailbox;
    const teamId = teams.firstLineId;
    await starters.addMailbox(tx, { workspaceId, teamId, language, settings, now });
  }
  await recordAudit(tx, {
    workspaceId,
    actor,
    action: 'workspace.set_up',
    details: { businessKind, language, timeZone, start: answers.start.with },
    address: given.request.ip,
    now,
  });
  return { invitations: await inviteSecondLine(identity, tx, { ...given, ...teams }) };
}

async function writeWorkspace(tx: Tx, given: Written): Promise<void> {
  const { answers, actor } = given;
  const written = await sql`
    update workspace
    set name = ${answers.workspaceName},
      language = ${resolveLanguage(answers.language)},
      time_zone = ${answers.timeZone},
      business_kind = ${answers.businessKind},
      catch_all_agent_id = coalesce(catch_all_agent_id, ${actor.agentId}),
      is_set_up = true
    where id = ${actor.workspaceId}
      and not is_set_up
  `.execute(tx);
  if ((written.numAffectedRows ?? 0n) === 0n) throw new RequestRefused('already_set_up');
}

async function writeOwnAccount(tx: Tx, given: Written, now: Instant): Promise<void> {
  const { answers, actor, passwordHash } = given;
  try {
    const written = await sql<{ userId: string }>`
      update agent
      set name = ${answers.ownName},
        email = ${answers.ownEmail},
        language = ${resolveLanguage(answers.language)}
      where workspace_id = ${actor.workspaceId}
        and id = ${actor.agentId}
      returning user_id as "userId"
    `.execute(tx);
    const userId = written.rows[0]?.userId ?? '';
    await sql`
      update auth.user_account
      set name = ${answers.ownName},
        email = ${answers.ownEmail},
        updated_at = ${at(now)}
      where id = ${userId}
    `.execute(tx);
    if (passwordHash !== null) await keepPassword(tx, { userId, passwordHash, now });
  } catch (error) {
    if (violatedConstraint(error) === null) throw error;
    throw new RequestRefused('conflict', { facts: { field: 'ownEmail' } });
  }
}

/** The one who answers works in the first line, and in the second while it has nobody else. */
async function joinTeams(
  tx: Tx,
  given: Written,
  teams: { readonly firstLineId: TeamId; readonly secondLineId: TeamId; readonly now: Instant },
): Promise<void> {
  const { workspaceId, agentId } = given.actor;
  const joined =
    given.answers.secondLine.length === 0
      ? [teams.firstLineId, teams.secondLineId]
      : [teams.firstLineId];
  for (const teamId of joined) {
    await sql`
      insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspaceId}, ${teamId}, ${agentId}, ${at(teams.now)})
    `.execute(tx);
  }
}

async function inviteSecondLine(
  identity: Identity,
  tx: Tx,
  given: Written & { readonly secondLineId: TeamId },
): Promise<SetupOutcome['invitations']> {
  const made: SetupOutcome['invitations'] = [];
  for (const { name, email } of given.answers.secondLine) {
    const colleague = { name, email, role: 'agent', teamIds: [given.secondLineId] } as const;
    const asked = { actor: given.actor, address: given.request.ip, colleague };
    const { link } = await inviteIn(identity, tx, asked);
    made.push({ name, email, link });
  }
  return made;
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    // Intl knows every zone of the IANA database and throws for everything else.
    throw new RequestRefused('invalid_request', {
      fields: [{ path: 'timeZone', code: 'unknown', message: 'is no time zone' }],
    });
  }
}
