import { sql } from 'kysely';
import { calendarDocument, holiday as holidayShape } from '#contract/calendar.ts';
import type { AgentId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { addCalendarVersion } from '#server/features/calendar/commands.ts';
import { startChange } from '#server/features/policy/apply-change.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { copyTicket } from './crowd.ts';
import { type Installation, openInstallation } from './installation.ts';
import { openTicket } from './workspace.ts';

export type RecomputeFigures = {
  readonly clocks: number;
  readonly moved: number;
  readonly seconds: number;
  readonly clocksPerSecond: number;
};

const start = instantFromIso('2027-03-01T09:00:00+07:00');

/**
 * Moves a hundred thousand running clocks to a new version of their calendar, in which tomorrow is
 * a holiday: the whole of "apply to open tickets", by one process, history and timers included.
 */
export async function measureRecompute(clocks = 100_000): Promise<RecomputeFigures> {
  const home = await openInstallation(start);
  try {
    const { belay, workspaceId } = home;
    const ticketId = await openTicket(belay, workspaceId, 'pattern');
    // Each has its first response and its resolution running.
    await copyTicket(belay.db, ticketId, clocks / 2 - 1);
    await sql`analyze`.execute(belay.db);
    const by = { actor: await adminOf(home), address: null };
    const calendarId = await addHoliday(home, by.actor);
    await startChange(belay.core, by, { kind: 'calendar', calendarId });
    const begun = performance.now();
    while ((await belay.timekeeper.fireDue()) > 0);
    const seconds = (performance.now() - begun) / 1000;
    const { rows } = await sql<{ moved: number }>`
      select count(*)::integer as moved
      from clock
      where calendar_version_id = (
        select current_version_id from calendar where id = ${calendarId}
      )
    `.execute(belay.db);
    return {
      clocks,
      moved: rows[0]?.moved ?? 0,
      seconds: Math.round(seconds * 10) / 10,
      clocksPerSecond: Math.round(clocks / seconds),
    };
  } finally {
    await home.close();
  }
}

async function adminOf({ belay, workspaceId }: Installation): Promise<StaffActor> {
  const { rows } = await sql<{ id: AgentId }>`
    select id from agent where workspace_id = ${workspaceId}
  `.execute(belay.db);
  const agentId = rows[0]?.id;
  if (agentId === undefined) throw new Error('the workspace has no admin');
  return { kind: 'agent', workspaceId, agentId, role: 'admin', teamIds: [], sessionId: 'bench' };
}

async function addHoliday(home: Installation, actor: StaffActor): Promise<string> {
  const { belay, workspaceId } = home;
  const { rows } = await sql<{ id: string; document: unknown }>`
    select c.id, v.document
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.id = c.current_version_id
    where c.workspace_id = ${workspaceId}
    limit 1
  `.execute(belay.db);
  const current = rows[0];
  if (current === undefined) throw new Error('the workspace has no calendar');
  const document = calendarDocument.parse(current.document);
  const holiday = holidayShape.parse({
    name: 'A day off',
    on: { kind: 'dates', dates: ['2027-03-02'] },
    closedHours: 'whole_day',
  });
  await addCalendarVersion(
    belay.core,
    { actor, address: null },
    {
      calendarId: current.id,
      version: 1,
      document: { ...document, holidays: [...document.holidays, holiday] },
    },
  );
  return current.id;
}
