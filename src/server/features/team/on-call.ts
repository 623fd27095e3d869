import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { OnCallShift } from '#contract/team.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant, instantFromIso, toIso } from '#domain/kernel/instant.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at, atEach } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { newId } from '#server/platform/ids.ts';
import { type Asked, note } from './commands.ts';

type Row = Omit<OnCallShift, 'fromAt' | 'toAt'> & {
  readonly fromAt: Instant;
  readonly toAt: Instant;
};

/** The shifts of a team that touch the time, the earliest first. Throws `not_found` without team. */
export async function readShifts(
  db: Db,
  which: {
    readonly workspaceId: WorkspaceId;
    readonly teamId: string;
    readonly from: Instant;
    readonly to: Instant | null;
  },
): Promise<OnCallShift[]> {
  await requireTeam(db, which);
  const { rows } = await sql<Row>`
    select
      s.id,
      s.team_id as "teamId",
      s.agent_id as "agentId",
      a.name as "agentName",
      s.from_at as "fromAt",
      s.to_at as "toAt",
      s.is_override as "isOverride"
    from on_call_shift s
    join agent a on a.workspace_id = s.workspace_id and a.id = s.agent_id
    where s.workspace_id = ${which.workspaceId}
      and s.team_id = ${which.teamId}
      and s.to_at > ${at(which.from)}
      and (${at(which.to)} is null or s.from_at < ${at(which.to)})
    order by s.from_at, s.is_override, s.id
    limit 500
  `.execute(db);
  return rows.map((row) => ({ ...row, fromAt: toIso(row.fromAt), toAt: toIso(row.toAt) }));
}

export type NewShift = {
  readonly teamId: string;
  readonly agentId: string;
  readonly fromAt: string;
  readonly toAt: string;
  readonly isOverride: boolean;
  readonly weeks: number;
};

type Span = { readonly from: Instant; readonly to: Instant };

/**
 * Puts somebody on call: at the same wall-clock hours in each of the weeks, by the workspace's
 * zone, so that a change to summer time moves no handover. Answers the span of all of them. Two
 * ordinary shifts of a team, or two overrides, may not overlap: nobody would know who has it.
 */
export async function addShifts(tx: Tx, asked: Asked, shift: NewShift): Promise<Span> {
  const { workspaceId } = asked.actor;
  await requireTeam(tx, { workspaceId, teamId: shift.teamId, locks: true });
  await requirePerson(tx, workspaceId, shift.agentId);
  const spans = spansOf(shift, await zoneOf(tx, workspaceId));
  const last = spans.at(-1);
  const first = spans[0];
  if (first === undefined || last === undefined || first.to <= first.from) {
    throw wrongEnd('before_start', 'must lie after the beginning');
  }
  if (last.to <= asked.now) throw wrongEnd('in_past', 'must lie in the future');
  await requireFree(tx, { workspaceId, shift, spans });
  await sql`
    insert into on_call_shift
      (workspace_id, id, team_id, agent_id, from_at, to_at, is_override, created_at)
    select
      ${workspaceId}, one.id, ${shift.teamId}, ${shift.agentId}, one.from_at, one.to_at,
      ${shift.isOverride}, ${at(asked.now)}
    from unnest(
      ${spans.map(() => newId())}::uuid[],
      ${atEach(spans.map(({ from }) => from))},
      ${atEach(spans.map(({ to }) => to))}
    ) as one (id, from_at, to_at)
  `.execute(tx);
  await note(tx, asked, {
    action: 'team.on_call_added',
    teamId: shift.teamId,
    details: { agentId: shift.agentId, from: toIso(first.from), weeks: shift.weeks },
  });
  return { from: first.from, to: last.to };
}

export async function dropShift(
  tx: Tx,
  asked: Asked,
  which: { readonly teamId: string; readonly shiftId: string },
): Promise<void> {
  const { rows } = await sql<{ agentId: string; fromAt: Instant }>`
    delete from on_call_shift
    where workspace_id = ${asked.actor.workspaceId}
      and team_id = ${which.teamId}
      and id = ${which.shiftId}
    returning agent_id as "agentId", from_at as "fromAt"
  `.execute(tx);
  const dropped = rows[0];
  if (dropped === undefined) throw new RequestRefused('not_found');
  await note(tx, asked, {
    action: 'team.on_call_removed',
    teamId: which.teamId,
    details: { agentId: dropped.agentId, from: toIso(dropped.fromAt) },
  });
}

function spansOf(shift: NewShift, zone: string): readonly Span[] {
  const laterBy = (text: string, weeks: number): Instant => {
    const start = Temporal.Instant.fromEpochMilliseconds(instantFromIso(text));
    return instant(start.toZonedDateTimeISO(zone).add({ weeks }).epochMilliseconds);
  };
  return Array.from({ length: shift.weeks }, (_, week) => ({
    from: laterBy(shift.fromAt, week),
    to: laterBy(shift.toAt, week),
  }));
}

async function requireFree(
  tx: Tx,
  part: { workspaceId: WorkspaceId; shift: NewShift; spans: readonly Span[] },
): Promise<void> {
  const { shift, spans } = part;
  const ownOverlap = spans.some((span, index) => {
    const next = spans[index + 1];
    return next !== undefined && next.from < span.to;
  });
  const { rows } = await sql`
    select
    from on_call_shift s
    join unnest(
      ${atEach(spans.map(({ from }) => from))},
      ${atEach(spans.map(({ to }) => to))}
    ) as one (from_at, to_at) on s.from_at < one.to_at and s.to_at > one.from_at
    where s.workspace_id = ${part.workspaceId}
      and s.team_id = ${shift.teamId}
      and s.is_override = ${shift.isOverride}
    limit 1
  `.execute(tx);
  if (ownOverlap || rows.length > 0) {
    throw new RequestRefused('conflict', { facts: { field: 'fromAt' } });
  }
}

/** The lock makes two who fill the same hours wait for each other. */
async function requireTeam(
  db: Db,
  which: { readonly workspaceId: WorkspaceId; readonly teamId: string; readonly locks?: boolean },
): Promise<void> {
  const { rows } = await sql`
    select
    from team
    where workspace_id = ${which.workspaceId}
      and id = ${which.teamId}
    ${which.locks === true ? sql`for update` : sql``}
  `.execute(db);
  if (rows.length === 0) throw new RequestRefused('not_found');
}

async function requirePerson(tx: Tx, workspaceId: WorkspaceId, agentId: string): Promise<void> {
  const { rows } = await sql`
    select
    from agent
    where workspace_id = ${workspaceId}
      and id = ${agentId}
      and is_active
      and role in ('admin', 'manager', 'agent')
  `.execute(tx);
  if (rows.length === 0) {
    throw new RequestRefused('reference_not_found', { facts: { field: 'agentId' } });
  }
}

async function zoneOf(tx: Tx, workspaceId: WorkspaceId): Promise<string> {
  const { time_zone } = await tx
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return time_zone;
}

function wrongEnd(code: string, message: string): RequestRefused {
  return new RequestRefused('invalid_request', { fields: [{ path: 'toAt', code, message }] });
}
