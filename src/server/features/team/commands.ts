import { sql } from 'kysely';
import type { TeamBody, TeamChange } from '#contract/team.ts';
import type { TeamId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { findUseOfTeam } from './queries.ts';

export type Asked = {
  readonly actor: StaffActor;
  readonly address: string | null;
  readonly now: Instant;
};

/** Makes a team and answers its id. */
export async function makeTeam(tx: Tx, asked: Asked, body: TeamBody): Promise<TeamId> {
  const { workspaceId } = asked.actor;
  await requireReferences(tx, asked, body);
  const id = newId<TeamId>();
  await sql`
    insert into team (
      workspace_id, id, name, tier, department, calendar_id, skills, languages, lead_id,
      manager_id, is_restricted, created_at
    )
    values (
      ${workspaceId}, ${id}, ${body.name}, ${body.tier}, ${body.department}, ${body.calendarId},
      ${distinct(body.skills)}, ${distinct(body.languages)}, ${body.leadId}, ${body.managerId},
      ${body.isRestricted}, ${at(asked.now)}
    )
  `.execute(tx);
  await placeMembers(tx, asked, { teamId: id, memberIds: body.memberIds });
  await note(tx, asked, { action: 'team.created', teamId: id, details: { name: body.name } });
  return id;
}

/**
 * Changes a team. Archiving is refused while tickets, channels, the published matrix or a policy
 * would still send work to it.
 */
export async function changeTeam(
  tx: Tx,
  asked: Asked,
  part: { readonly teamId: TeamId; readonly change: TeamChange },
): Promise<void> {
  const { teamId, change } = part;
  const { workspaceId } = asked.actor;
  const { rows } = await sql<{ name: string; isArchived: boolean }>`
    select name, archived_at is not null as "isArchived"
    from team
    where workspace_id = ${workspaceId}
      and id = ${teamId}
    for update
  `.execute(tx);
  const before = rows[0];
  if (before === undefined) throw new RequestRefused('not_found');
  const isArchiving = change.isArchived === true && !before.isArchived;
  if (isArchiving) {
    const uses = await findUseOfTeam(tx, { workspaceId, teamId });
    if (uses !== null) throw new RequestRefused('in_use', { facts: { uses } });
  }
  await requireReferences(tx, asked, change);
  await updateTeam(tx, asked, part);
  if (change.memberIds !== undefined) {
    await placeMembers(tx, asked, { teamId, memberIds: change.memberIds });
  }
  await auditChange(tx, asked, { ...part, before });
}

/** Keys that are absent leave the column alone; a null empties it. */
async function updateTeam(
  tx: Tx,
  asked: Asked,
  { teamId, change }: { readonly teamId: TeamId; readonly change: TeamChange },
): Promise<void> {
  const { calendarId, leadId, managerId, isArchived } = change;
  await sql`
    update team
    set
      name = coalesce(${change.name ?? null}, name),
      tier = coalesce(${change.tier ?? null}, tier),
      department = coalesce(${change.department ?? null}, department),
      calendar_id = case when ${calendarId !== undefined} then ${calendarId ?? null}::uuid else calendar_id end,
      skills = coalesce(${distinct(change.skills)}::text[], skills),
      languages = coalesce(${distinct(change.languages)}::text[], languages),
      lead_id = case when ${leadId !== undefined} then ${leadId ?? null}::uuid else lead_id end,
      manager_id = case when ${managerId !== undefined} then ${managerId ?? null}::uuid else manager_id end,
      is_restricted = coalesce(${change.isRestricted ?? null}::boolean, is_restricted),
      archived_at = case ${isArchived ?? null}::boolean
        when true then coalesce(archived_at, ${at(asked.now)})
        when false then null
        else archived_at
      end
    where workspace_id = ${asked.actor.workspaceId}
      and id = ${teamId}
  `.execute(tx);
}

type References = Pick<TeamChange, 'calendarId' | 'leadId' | 'managerId' | 'memberIds'>;

/** People must work here now, the calendar must be in use: each is looked for in this workspace. */
async function requireReferences(tx: Tx, asked: Asked, named: References): Promise<void> {
  const { workspaceId } = asked.actor;
  for (const field of ['leadId', 'managerId', 'memberIds'] as const) {
    const value = named[field] ?? [];
    const ids = [...new Set(typeof value === 'string' ? [value] : value)];
    if (ids.length === 0) continue;
    const { rows } = await sql`
      select
      from agent
      where workspace_id = ${workspaceId}
        and id = any(${ids}::uuid[])
        and (is_active or user_id is null)
    `.execute(tx);
    if (rows.length < ids.length) throw missing(field);
  }
  if (named.calendarId == null) return;
  const { rows } = await sql`
    select
    from calendar
    where workspace_id = ${workspaceId}
      and id = ${named.calendarId}
      and archived_at is null
  `.execute(tx);
  if (rows.length === 0) throw missing('calendarId');
}

/** Who was invited and has not come yet stays in a team that was chosen for them. */
async function placeMembers(
  tx: Tx,
  asked: Asked,
  { teamId, memberIds }: { readonly teamId: TeamId; readonly memberIds: readonly string[] },
): Promise<void> {
  const { workspaceId } = asked.actor;
  const wanted = [...new Set(memberIds)];
  await sql`
    delete from team_member
    where workspace_id = ${workspaceId}
      and team_id = ${teamId}
      and agent_id <> all(${wanted}::uuid[])
  `.execute(tx);
  await sql`
    insert into team_member (workspace_id, team_id, agent_id, created_at)
    select ${workspaceId}, ${teamId}, wanted.id, ${at(asked.now)}
    from unnest(${wanted}::uuid[]) as wanted (id)
    on conflict do nothing
  `.execute(tx);
}

async function auditChange(
  tx: Tx,
  asked: Asked,
  part: {
    readonly teamId: TeamId;
    readonly change: TeamChange;
    readonly before: { readonly name: string; readonly isArchived: boolean };
  },
): Promise<void> {
  const { teamId, before } = part;
  const { isArchived, ...rest } = part.change;
  const { name } = before;
  if (isArchived !== undefined && isArchived !== before.isArchived) {
    const action = isArchived ? 'team.archived' : 'team.restored';
    await note(tx, asked, { action, teamId, details: { name } });
  }
  const fields = Object.keys(rest);
  if (fields.length > 0) {
    await note(tx, asked, { action: 'team.changed', teamId, details: { name, fields } });
  }
}

/** Writes down what was done to a team. */
export async function note(
  tx: Tx,
  asked: Asked,
  entry: {
    readonly action: string;
    readonly teamId: string;
    readonly details: Readonly<Record<string, string | string[] | number>>;
  },
): Promise<void> {
  await recordAudit(tx, {
    ...asked,
    workspaceId: asked.actor.workspaceId,
    action: entry.action,
    subject: { kind: 'team', id: entry.teamId },
    details: entry.details,
  });
}

function missing(field: string): RequestRefused {
  return new RequestRefused('reference_not_found', { facts: { field } });
}

function distinct(words: readonly string[]): readonly string[];
function distinct(words: readonly string[] | undefined): readonly string[] | null;
function distinct(words: readonly string[] | undefined): readonly string[] | null {
  return words === undefined ? null : [...new Set(words)];
}
