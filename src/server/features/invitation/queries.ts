import { sql } from 'kysely';
import type { Invitation } from '#contract/invitation.ts';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Role } from '#domain/people/role.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';

type Row = {
  readonly id: string;
  readonly agentId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teamIds: string[];
  readonly invitedByName: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly revokedAt: Instant | null;
};

const invitations = sql`
  select
    invitation.id,
    invitation.agent_id as "agentId",
    agent.email,
    agent.name,
    agent.role,
    array(
      select member.team_id::text
      from team_member as member
      where member.workspace_id = agent.workspace_id
        and member.agent_id = agent.id
    ) as "teamIds",
    inviter.name as "invitedByName",
    invitation.created_at as "createdAt",
    invitation.expires_at as "expiresAt",
    invitation.accepted_at as "acceptedAt",
    invitation.revoked_at as "revokedAt"
  from invitation
  join agent on agent.workspace_id = invitation.workspace_id and agent.id = invitation.agent_id
  left join agent as inviter
    on inviter.workspace_id = invitation.workspace_id
    and inviter.id = invitation.invited_by
`;

/** Invitations that nobody has accepted or withdrawn, expired ones too. */
export async function readOpenInvitations(
  db: Db,
  workspaceId: WorkspaceId,
  now: Instant,
): Promise<Invitation[]> {
  const found = await sql<Row>`
    ${invitations}
    where invitation.workspace_id = ${workspaceId}
      and invitation.accepted_at is null
      and invitation.revoked_at is null
    order by invitation.created_at desc, invitation.id desc
  `.execute(db);
  return found.rows.map((row) => present(row, now));
}

/** One invitation; throws when it is not there. */
export async function readInvitationById(
  db: Db,
  which: { readonly workspaceId: WorkspaceId; readonly id: string; readonly now: Instant },
): Promise<Invitation> {
  const found = await sql<Row>`
    ${invitations}
    where invitation.workspace_id = ${which.workspaceId}
      and invitation.id = ${which.id}
  `.execute(db);
  const row = found.rows[0];
  if (!row) throw new Error('the invitation is not there');
  return present(row, which.now);
}

/** An open invitation as its link finds it. */
export type OfferedInvitation = {
  readonly id: string;
  readonly workspaceId: WorkspaceId;
  readonly workspaceName: string;
  readonly agentId: AgentId;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly invitedByName: string | null;
};

/**
 * The open invitation with this token's hash, its row locked when `isForUse`, so that of two who
 * accept at once one finds it gone. Null when it was accepted, withdrawn or renewed, or is too old.
 */
export async function findOfferedInvitation(
  db: Db,
  which: { readonly tokenHash: string; readonly now: Instant; readonly isForUse: boolean },
): Promise<OfferedInvitation | null> {
  const found = await sql<OfferedInvitation>`
    select
      invitation.id,
      invitation.workspace_id as "workspaceId",
      workspace.name as "workspaceName",
      agent.id as "agentId",
      agent.user_id as "userId",
      agent.name,
      agent.email,
      agent.language,
      inviter.name as "invitedByName"
    from invitation
    join workspace on workspace.id = invitation.workspace_id
    join agent on agent.workspace_id = invitation.workspace_id and agent.id = invitation.agent_id
    left join agent as inviter
      on inviter.workspace_id = invitation.workspace_id
      and inviter.id = invitation.invited_by
    where invitation.token_hash = ${which.tokenHash}
      and invitation.accepted_at is null
      and invitation.revoked_at is null
      and invitation.expires_at > ${at(which.now)}
    ${which.isForUse ? sql`for update of invitation` : sql``}
  `.execute(db);
  return found.rows[0] ?? null;
}

function present(row: Row, now: Instant): Invitation {
  const { acceptedAt, revokedAt, createdAt, expiresAt, ...rest } = row;
  return {
    ...rest,
    createdAt: toIso(createdAt),
    expiresAt: toIso(expiresAt),
    state: stateOf({ acceptedAt, revokedAt, isExpired: expiresAt <= now }),
  };
}

function stateOf(ends: {
  acceptedAt: Instant | null;
  revokedAt: Instant | null;
  isExpired: boolean;
}): Invitation['state'] {
  if (ends.acceptedAt !== null) return 'accepted';
  if (ends.revokedAt !== null) return 'revoked';
  return ends.isExpired ? 'expired' : 'open';
}
