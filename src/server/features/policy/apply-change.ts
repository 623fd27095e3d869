import { sql } from 'kysely';
import { z } from 'zod';
import type { SlaChange } from '#contract/sla-change.ts';
import type { AgentId, CalendarVersionId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import { runCommands, type WriteCore } from '#server/features/ticket/public.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { newId } from '#server/platform/ids.ts';
import type { DueTimer, TimerHandler } from '#server/platform/timekeeper.ts';
import { recordAudit } from '../audit/public.ts';
import type { By } from './commands.ts';
import { readCalendarVersions } from './calendar-versions.ts';

/*
 * Moving the clocks of open tickets to what is current. It is a chain of rows of `timer`: each
 * takes the next few tickets and, in the same transaction, sets the row after it. So a change goes
 * on after a crash where it stood, no ticket is taken twice, and marks that fall due meanwhile
 * wait for one short batch at most. The last row is written as fired: it holds the figures.
 *
 *   running (a row is waiting) → done (only fired rows are left)
 */

export const slaChangeTimer = 'sla_change';

/** Fifty tickets take about a tenth of a second, well within the second that a mark may be late. */
const batchSize = 50;

const progress = z.object({
  changeId: z.string(),
  step: z.number(),
  kind: z.enum(['policies', 'calendar']),
  calendarId: z.string().nullable(),
  agentId: z.string(),
  startedAt: z.string(),
  /** The last ticket taken; tickets opened later begin with what is current anyway. */
  after: z.string().nullable(),
  ticketCount: z.number(),
  doneCount: z.number(),
  movedCount: z.number(),
});
type Progress = z.infer<typeof progress>;

/** Begins a change. Refuses while another one runs: the second would do the same again. */
export async function startChange(
  core: WriteCore,
  by: By,
  asked: { readonly kind: 'policies' } | { readonly kind: 'calendar'; readonly calendarId: string },
): Promise<SlaChange> {
  const { workspaceId, agentId } = by.actor;
  const calendarId = asked.kind === 'calendar' ? asked.calendarId : null;
  return core.commit(async (tx) => {
    if (calendarId !== null && (await readCalendarVersions(tx, workspaceId, calendarId)) === null) {
      throw new RequestRefused('not_found');
    }
    await refuseSecond(tx, workspaceId);
    const now = core.clock.now();
    const first: Progress = {
      changeId: newId(),
      step: 0,
      kind: asked.kind,
      calendarId,
      agentId,
      startedAt: toIso(now),
      after: null,
      ticketCount: await countOpen(tx, workspaceId),
      doneCount: 0,
      movedCount: 0,
    };
    await setStep(tx, workspaceId, { progress: first, now, isLast: false });
    await recordAudit(tx, {
      workspaceId,
      actor: by.actor,
      action: asked.kind === 'policies' ? 'policy.applied' : 'calendar.applied',
      ...(calendarId === null ? {} : { subject: { kind: 'calendar', id: calendarId } }),
      details: { tickets: first.ticketCount },
      address: by.address,
      now,
    });
    return present(first, 'running');
  });
}

/** How far a change has come; null when there is none of the id, or it ended long ago. */
export async function readChange(
  db: Db,
  workspaceId: WorkspaceId,
  changeId: string,
): Promise<SlaChange | null> {
  const { rows } = await sql<{ payload: unknown; isFired: boolean }>`
    select payload, fired_at is not null as "isFired"
    from timer
    where workspace_id = ${workspaceId}
      and kind = ${slaChangeTimer}
      and key like ${`${keyOf(changeId)}%`}
    order by (payload ->> 'step')::integer desc
    limit 1
  `.execute(db);
  const last = rows[0];
  if (last === undefined) return null;
  return present(progress.parse(last.payload), last.isFired ? 'done' : 'running');
}

/** Takes the next few tickets of a change, and sets the step after. */
export function slaChangeHandlers(core: WriteCore): ReadonlyMap<string, TimerHandler> {
  const takeStep = async (tx: Tx, timer: DueTimer): Promise<void> => {
    const { workspaceId } = timer;
    const at = progress.parse(timer.payload);
    const ticketIds = await nextTickets(tx, workspaceId, at.after);
    const commands = await commandsOf(tx, workspaceId, at);
    const movedCount = await applyTo(core, tx, { workspaceId, ticketIds, commands, by: at });
    const doneCount = at.doneCount + ticketIds.length;
    const isLast = ticketIds.length < batchSize;
    await setStep(tx, workspaceId, {
      progress: {
        ...at,
        step: at.step + 1,
        after: ticketIds.at(-1) ?? at.after,
        doneCount,
        ticketCount: isLast ? doneCount : Math.max(at.ticketCount, doneCount),
        movedCount: at.movedCount + movedCount,
      },
      now: core.clock.now(),
      isLast,
    });
  };
  const handler: TimerHandler = async (tx, { timers }) => {
    for (const timer of timers) await takeStep(tx, timer);
  };
  return new Map([[slaChangeTimer, handler]]);
}

type ApplyTo = {
  readonly workspaceId: WorkspaceId;
  readonly ticketIds: readonly TicketId[];
  readonly commands: readonly TicketCommand[];
  readonly by: Progress;
};

/**
 * Answers how many tickets have changed. A refusal means that a ticket takes no change any more:
 * closed meanwhile, for instance.
 */
async function applyTo(core: WriteCore, tx: Tx, part: ApplyTo): Promise<number> {
  const { workspaceId, ticketIds, by } = part;
  const actor = { kind: 'agent', id: by.agentId as AgentId } as const;
  const moved = new Set<TicketId>();
  for (const command of part.commands) {
    const results = await runCommands(core, tx, {
      workspaceId,
      requests: ticketIds.map((ticketId) => ({ workspaceId, ticketId, command, actor })),
    });
    for (const done of results) {
      if (done.ok && done.value.recorded.length > 0) moved.add(done.value.aggregate.ticket.id);
    }
  }
  return moved.size;
}

async function commandsOf(
  tx: Tx,
  workspaceId: WorkspaceId,
  change: Progress,
): Promise<readonly TicketCommand[]> {
  if (change.calendarId === null) return [{ type: 'applyPolicies' }];
  const versions = await readCalendarVersions(tx, workspaceId, change.calendarId);
  if (versions === null) return [];
  return versions.olderIds.map((from: CalendarVersionId) => ({
    type: 'applyCalendar',
    from,
    to: versions.currentId,
  }));
}

async function nextTickets(
  tx: Tx,
  workspaceId: WorkspaceId,
  after: string | null,
): Promise<readonly TicketId[]> {
  const { rows } = await sql<{ id: TicketId }>`
    select t.id
    from ticket t
    where t.workspace_id = ${workspaceId}
      and t.state not in ('solved', 'closed')
      and (${after}::uuid is null or t.id > ${after})
    order by t.id
    limit ${batchSize}
  `.execute(tx);
  return rows.map(({ id }) => id);
}

async function countOpen(tx: Tx, workspaceId: WorkspaceId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from ticket t
    where t.workspace_id = ${workspaceId}
      and t.state not in ('solved', 'closed')
  `.execute(tx);
  return rows[0]?.count ?? 0;
}

async function refuseSecond(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await sql`select from workspace where id = ${workspaceId} for update`.execute(tx);
  const { rows } = await sql<{ payload: unknown }>`
    select payload
    from timer
    where workspace_id = ${workspaceId}
      and kind = ${slaChangeTimer}
      and fired_at is null
    limit 1
  `.execute(tx);
  const running = rows[0];
  if (running === undefined) return;
  const { changeId } = progress.parse(running.payload);
  throw new RequestRefused('conflict', { facts: { changeId } });
}

async function setStep(
  tx: Tx,
  workspaceId: WorkspaceId,
  step: { readonly progress: Progress; readonly now: Instant; readonly isLast: boolean },
): Promise<void> {
  const { progress: payload, now, isLast } = step;
  await sql`
    insert into timer (workspace_id, key, kind, ticket_id, due_at, payload, fired_at)
    values (
      ${workspaceId},
      ${`${keyOf(payload.changeId)}${payload.step}`},
      ${slaChangeTimer},
      null,
      ${at(now)},
      ${json(payload)},
      ${at(isLast ? now : null)}
    )
  `.execute(tx);
}

function keyOf(changeId: string): string {
  return `${slaChangeTimer}:${changeId}:`;
}

function present(change: Progress, state: SlaChange['state']): SlaChange {
  const { changeId, kind, ticketCount, doneCount, movedCount, startedAt } = change;
  return { id: changeId, kind, state, ticketCount, doneCount, movedCount, startedAt };
}
