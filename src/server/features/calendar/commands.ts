import { sql } from 'kysely';
import type { CalendarDetail, CalendarDocument } from '#contract/calendar.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import { validateCalendar } from '#domain/sla/validate-calendar.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json, type JsonValue } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { readCalendarDetail } from './queries.ts';

/** Who does it, and from where: for the audit log. */
export type By = { readonly actor: StaffActor; readonly address: string | null };

/** Makes a calendar; the document is its first version. Refuses what could not be counted by. */
export async function addCalendar(
  core: WriteCore,
  by: By,
  document: CalendarDocument,
): Promise<CalendarDetail> {
  const now = core.clock.now();
  const calendar = checked(document, now);
  const { workspaceId } = by.actor;
  const id = newId();
  await core.commit(async (tx) => {
    await sql`
      insert into calendar (workspace_id, id, name, current_version_id, created_at)
      values (${workspaceId}, ${id}, ${document.name}, ${calendar.id}, ${at(now)})
    `.execute(tx);
    await insertVersion(tx, by, { calendarId: id, version: 1, calendar, now });
    await audit(tx, by, { action: 'calendar.created', id, now, details: { name: document.name } });
  });
  core.forget(workspaceId);
  return detailOf(core, by, id);
}

/**
 * Saves a new version and makes it current: teams count by it at once. Whatever names an older
 * version (policies, the matrix, running clocks) keeps it until somebody decides otherwise (C15).
 */
export async function addCalendarVersion(
  core: WriteCore,
  by: By,
  asked: {
    readonly calendarId: string;
    readonly version: number;
    readonly document: CalendarDocument;
  },
): Promise<CalendarDetail> {
  const now = core.clock.now();
  const calendar = checked(asked.document, now);
  const { workspaceId } = by.actor;
  const { calendarId } = asked;
  await core.commit(async (tx) => {
    const current = await lockCalendar(tx, by, calendarId);
    if (current.version !== asked.version) {
      throw new RequestRefused('version_mismatch', { facts: { version: current.version } });
    }
    const version = current.version + 1;
    await insertVersion(tx, by, { calendarId, version, calendar, now });
    await sql`
      update calendar
      set name = ${asked.document.name}, current_version_id = ${calendar.id}
      where workspace_id = ${workspaceId}
        and id = ${calendarId}
    `.execute(tx);
    const details = { name: asked.document.name, version };
    await audit(tx, by, { action: 'calendar.changed', id: calendarId, now, details });
  });
  core.forget(workspaceId);
  return detailOf(core, by, calendarId);
}

/** Puts a calendar away or takes it back. One that teams or policies count by stays. */
export async function putAwayCalendar(
  core: WriteCore,
  by: By,
  asked: { readonly calendarId: string; readonly isArchived: boolean },
): Promise<CalendarDetail> {
  const now = core.clock.now();
  const { workspaceId } = by.actor;
  const { calendarId, isArchived } = asked;
  await core.commit(async (tx) => {
    const { name } = await lockCalendar(tx, by, calendarId);
    const detail = await readCalendarDetail(tx, workspaceId, calendarId);
    const users = detail?.usedBy;
    const [user] = [...(users?.teams ?? []), ...(users?.policies ?? []), ...(users?.rules ?? [])];
    if (isArchived && user !== undefined) {
      throw new RequestRefused('in_use', { facts: { by: user.name } });
    }
    await sql`
      update calendar
      set archived_at = ${at(isArchived ? now : null)}
      where workspace_id = ${workspaceId}
        and id = ${calendarId}
    `.execute(tx);
    const action = isArchived ? 'calendar.archived' : 'calendar.restored';
    await audit(tx, by, { action, id: calendarId, now, details: { name } });
  });
  core.forget(workspaceId);
  return detailOf(core, by, calendarId);
}

type Locked = { readonly name: string; readonly version: number };

/** Locks the calendar, so that two who save at once are told. Refuses one that is not there. */
async function lockCalendar(tx: Tx, by: By, calendarId: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select c.name, v.version
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.id = c.current_version_id
    where c.workspace_id = ${by.actor.workspaceId}
      and c.id = ${calendarId}
    for update of c
  `.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('not_found');
  return found;
}

/** The document as a version of its own, or a refusal that names every fault. */
export function checked(document: CalendarDocument, now: Instant): Calendar {
  const calendar: Calendar = { ...document, id: newId<CalendarVersionId>() };
  const errors = validateCalendar(calendar, now).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new RequestRefused('calendar_invalid', {
      fields: errors.map(({ path, code, value }) => ({ path, code, message: value ?? '' })),
    });
  }
  return calendar;
}

async function insertVersion(
  tx: Tx,
  by: By,
  made: {
    readonly calendarId: string;
    readonly version: number;
    readonly calendar: Calendar;
    readonly now: Instant;
  },
): Promise<void> {
  const { calendarId, version, calendar, now } = made;
  await sql`
    insert into calendar_version
      (workspace_id, id, calendar_id, version, document, created_at, created_by)
    values (
      ${by.actor.workspaceId}, ${calendar.id}, ${calendarId}, ${version}, ${json(calendar)},
      ${at(now)}, ${by.actor.agentId}
    )
  `.execute(tx);
}

async function audit(
  tx: Tx,
  by: By,
  act: {
    readonly action: string;
    readonly id: string;
    readonly now: Instant;
    readonly details: Readonly<Record<string, JsonValue>>;
  },
): Promise<void> {
  const { action, id, now, details } = act;
  await recordAudit(tx, {
    workspaceId: by.actor.workspaceId,
    actor: by.actor,
    action,
    subject: { kind: 'calendar', id },
    details,
    address: by.address,
    now,
  });
}

async function detailOf(core: WriteCore, by: By, id: string): Promise<CalendarDetail> {
  const detail = await readCalendarDetail(core.db, by.actor.workspaceId, id);
  if (detail === null) throw new RequestRefused('not_found');
  return detail;
}
