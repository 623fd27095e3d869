import { sql } from 'kysely';
import type { FreshInvitation } from '#contract/invitation.ts';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, type Instant, plusMs } from '#domain/kernel/instant.ts';
import type { Role } from '#domain/people/role.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { hashOwnToken, newSecretToken } from '#server/platform/auth/secret-token.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { readInvitationById } from './queries.ts';

export const invitationDays = 7;

export type NewColleague = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly language?: string | undefined;
};

type Sent = { readonly id: string; readonly agentId: AgentId; readonly token: string };
type Asked = { readonly actor: StaffActor; readonly address: string | null };

/**
 * Invites a person: they become an agent who cannot be given work until they accept. Inviting
 * somebody again whose invitation was withdrawn takes up the same agent.
 */
export async function invite(
  identity: Identity,
  asked: Asked,
  colleague: NewColleague,
): Promise<FreshInvitation> {
  const sent = await transaction(identity.db, (tx) => place(identity, tx, { ...asked, colleague }));
  return fresh(identity, asked.actor.workspaceId, sent);
}

/** The same inside a transaction that does more; yields the agent and the link. */
export async function inviteIn(
  identity: Identity,
  tx: Tx,
  asked: Asked & { readonly colleague: NewColleague },
): Promise<{ readonly agentId: AgentId; readonly link: string }> {
  const sent = await place(identity, tx, asked);
  return { agentId: sent.agentId, link: invitationLink(identity, sent.token) };
}

async function place(
  identity: Identity,
  tx: Tx,
  asked: Asked & { readonly colleague: NewColleague },
): Promise<Sent> {
  const { actor, address, colleague } = asked;
  const { workspaceId } = actor;
  const now = identity.clock.now();
  const agentId = await placeAgent(tx, { ...colleague, workspaceId, now });
  await placeInTeams(tx, { teamIds: colleague.teamIds, workspaceId, agentId, now });
  return sendInvitation(identity, tx, { actor, address, agentId, now, action: 'invitation.sent' });
}

/** Makes and mails a fresh link; the one before stops working. */
export async function renew(
  identity: Identity,
  asked: Asked,
  invitationId: string,
): Promise<FreshInvitation> {
  const now = identity.clock.now();
  const sent = await transaction(identity.db, async (tx) => {
    const agentId = await closeInvitation(tx, { ...asked, invitationId, now });
    return sendInvitation(identity, tx, { ...asked, agentId, now, action: 'invitation.renewed' });
  });
  return fresh(identity, asked.actor.workspaceId, sent);
}

/** Withdraws an invitation; the agent, who never came, leaves the teams. */
export async function withdraw(
  identity: Identity,
  asked: Asked,
  invitationId: string,
): Promise<void> {
  const now = identity.clock.now();
  const { workspaceId } = asked.actor;
  await transaction(identity.db, async (tx) => {
    const agentId = await closeInvitation(tx, { ...asked, invitationId, now });
    await leaveTeams(tx, { workspaceId, agentId });
    await recordAudit(tx, {
      workspaceId,
      actor: asked.actor,
      action: 'invitation.revoked',
      subject: { kind: 'agent', id: agentId },
      address: asked.address,
      now,
    });
  });
}

async function placeAgent(
  tx: Tx,
  colleague: NewColleague & { readonly workspaceId: WorkspaceId; readonly now: Instant },
): Promise<AgentId> {
  const { workspaceId, email, name, role, now } = colleague;
  const placed = await sql<{ id: AgentId }>`
    insert into agent (workspace_id, id, email, name, role, language, is_active, created_at)
    select workspace.id, ${newId()}, ${email}, ${name}, ${role},
      coalesce(${colleague.language ?? null}, workspace.language), false, ${at(now)}
    from workspace
    where workspace.id = ${workspaceId}
    on conflict (workspace_id, lower(email)) do update
    set name = excluded.name, role = excluded.role
    where agent.user_id is null
      and not agent.is_active
    returning id
  `.execute(tx);
  const agentId = placed.rows[0]?.id;
  // The address belongs to somebody who works here, or once did.
  if (agentId === undefined) throw new RequestRefused('conflict', { facts: { field: 'email' } });
  return agentId;
}

async function placeInTeams(
  tx: Tx,
  place: {
    readonly workspaceId: WorkspaceId;
    readonly agentId: AgentId;
    readonly teamIds: readonly string[];
    readonly now: Instant;
  },
): Promise<void> {
  const teamIds = [...new Set(place.teamIds)];
  await leaveTeams(tx, place);
  const placed = await sql`
    insert into team_member (workspace_id, team_id, agent_id, created_at)
    select team.workspace_id, team.id, ${place.agentId}, ${at(place.now)}
    from team
    where team.workspace_id = ${place.workspaceId}
      and team.id = any(${teamIds}::uuid[])
      and team.archived_at is null
    on conflict do nothing
  `.execute(tx);
  if (Number(placed.numAffectedRows ?? 0n) < teamIds.length) {
    throw new RequestRefused('not_found', { facts: { field: 'teamIds' } });
  }
}

async function leaveTeams(
  tx: Tx,
  who: { readonly workspaceId: WorkspaceId; readonly agentId: AgentId },
): Promise<void> {
  await sql`
    delete from team_member
    where workspace_id = ${who.workspaceId}
      and agent_id = ${who.agentId}
  `.execute(tx);
}

async function sendInvitation(
  identity: Identity,
  tx: Tx,
  sent: Asked & { readonly agentId: AgentId; readonly now: Instant; readonly action: string },
): Promise<Sent> {
  const { actor, agentId, now } = sent;
  const { workspaceId } = actor;
  const token = newSecretToken();
  const id = newId();
  await sql`
    update invitation
    set revoked_at = ${at(now)}
    where workspace_id = ${workspaceId}
      and agent_id = ${agentId}
      and accepted_at is null
      and revoked_at is null
  `.execute(tx);
  await sql`
    insert into invitation
      (workspace_id, id, agent_id, token_hash, invited_by, created_at, expires_at)
    values (
      ${workspaceId}, ${id}, ${agentId}, ${hashOwnToken(token)}, ${actor.agentId},
      ${at(now)}, ${at(plusMs(now, invitationDays * dayMs))}
    )
  `.execute(tx);
  await mailInvitation(identity, tx, { workspaceId, id, token, now });
  await recordAudit(tx, {
    workspaceId,
    actor,
    action: sent.action,
    subject: { kind: 'agent', id: agentId },
    address: sent.address,
    now,
  });
  return { id, agentId, token };
}

async function mailInvitation(
  identity: Identity,
  tx: Tx,
  sent: { workspaceId: WorkspaceId; id: string; token: string; now: Instant },
): Promise<void> {
  const found = await sql<{
    email: string;
    name: string;
    language: string;
    workspace: string;
    inviter: string;
  }>`
    select agent.email, agent.name, agent.language, workspace.name as workspace, inviter.name as inviter
    from invitation
    join workspace on workspace.id = invitation.workspace_id
    join agent on agent.workspace_id = invitation.workspace_id and agent.id = invitation.agent_id
    join agent as inviter
      on inviter.workspace_id = invitation.workspace_id
      and inviter.id = invitation.invited_by
    where invitation.workspace_id = ${sent.workspaceId}
      and invitation.id = ${sent.id}
  `.execute(tx);
  const row = found.rows[0];
  if (!row) throw new Error('the invitation that was just made is not there');
  const language = resolveLanguage(row.language);
  const t = translator(language);
  const { name, email, workspace, inviter } = row;
  const words = t('signIn.mail.invitation.text', {
    name,
    inviter,
    workspace,
    days: invitationDays,
  });
  const mail = {
    workspaceId: sent.workspaceId,
    to: { name, email },
    language,
    subject: t('signIn.mail.invitation.subject', { workspace }),
    text: `${words}\n\n${invitationLink(identity, sent.token)}`,
  };
  await identity.enqueueMail(tx, mail, sent.now);
}

/** Ends an open invitation and yields whom it was for. */
async function closeInvitation(
  tx: Tx,
  which: Asked & { readonly invitationId: string; readonly now: Instant },
): Promise<AgentId> {
  const closed = await sql<{ agentId: AgentId }>`
    update invitation
    set revoked_at = ${at(which.now)}
    where workspace_id = ${which.actor.workspaceId}
      and id = ${which.invitationId}
      and accepted_at is null
      and revoked_at is null
    returning agent_id as "agentId"
  `.execute(tx);
  const agentId = closed.rows[0]?.agentId;
  if (agentId === undefined) throw new RequestRefused('not_found');
  return agentId;
}

async function fresh(
  identity: Identity,
  workspaceId: WorkspaceId,
  sent: Sent,
): Promise<FreshInvitation> {
  const now = identity.clock.now();
  const invitation = await readInvitationById(identity.db, { workspaceId, id: sent.id, now });
  return { ...invitation, link: invitationLink(identity, sent.token) };
}

/** The token stands behind the `#`, which browsers do not send: no log ever holds it. */
function invitationLink(identity: Identity, token: string): string {
  return `${identity.baseUrl}/invitation#token=${token}`;
}
