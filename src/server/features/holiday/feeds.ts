import { sql } from 'kysely';
import type { HolidayFeed, HolidayFeedReading, HolidayReading } from '#contract/holiday.ts';
import { dayMs, type Instant, toIso } from '#domain/kernel/instant.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import { feedChanges } from '#domain/sla/holiday-days.ts';
import { dateTextOf } from '#domain/sla/local-date.ts';
import { toLocalMs } from '#domain/sla/zone.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { recordAudit } from '../audit/public.ts';
import { callable, type HolidaySources, readAddress, yearsAsked } from './read-source.ts';

/** Who does it, and from where: for the audit log. */
export type By = { readonly actor: StaffActor; readonly address: string | null };

export type FeedParts = { readonly core: WriteCore; readonly sources: HolidaySources };

type Document = Omit<Calendar, 'id'>;
type FeedRow = Omit<HolidayFeed, 'readAt'> & { readonly readAt: Instant };

/** The most addresses a calendar keeps. */
const feedsMax = 20;

/** The addresses kept on a calendar, by name. Refuses a calendar that is not there. */
export async function readFeeds(
  db: Db,
  workspaceId: WorkspaceId,
  calendarId: string,
): Promise<HolidayFeed[]> {
  await documentOf(db, workspaceId, calendarId);
  const { rows } = await sql<FeedRow>`
    select id, name, url, read_at as "readAt"
    from holiday_feed
    where workspace_id = ${workspaceId}
      and calendar_id = ${calendarId}
    order by lower(name), id
  `.execute(db);
  return rows.map(presented);
}

/** Keeps an address after it has been read without fault; before that nothing is saved. */
export async function addFeed(
  { core, sources }: FeedParts,
  by: By,
  asked: {
    readonly calendarId: string;
    readonly url: string;
    readonly name: string | null;
    readonly years: readonly number[];
  },
): Promise<HolidayFeedReading> {
  const { workspaceId } = by.actor;
  const { calendarId, url } = asked;
  const document = await documentOf(core.db, workspaceId, calendarId);
  const years = yearsAsked(asked.years, core.clock.now());
  const reading = await readAddress(sources, url, { timeZone: document.timeZone, years });
  const now = core.clock.now();
  const { hostname } = new URL(callable(url));
  const feed = { id: newId(), name: asked.name ?? reading.name ?? hostname, url, readAt: now };
  await core.commit(async (tx) => {
    await requireRoom(tx, by, asked);
    await sql`
      insert into holiday_feed
        (workspace_id, id, calendar_id, name, url, read_at, created_at, created_by)
      values (
        ${workspaceId}, ${feed.id}, ${calendarId}, ${feed.name}, ${url}, ${at(now)}, ${at(now)},
        ${by.actor.agentId}
      )
    `.execute(tx);
    await audit(tx, by, { action: 'calendar.feed_added', calendarId, name: feed.name, now });
  });
  return compared(document, { feed: presented(feed), reading, now });
}

/** Reads a kept address again. The calendar stays as it is: what changed is somebody's to publish. */
export async function readFeedAgain(
  { core, sources }: FeedParts,
  by: By,
  asked: {
    readonly calendarId: string;
    readonly feedId: string;
    readonly years: readonly number[];
  },
): Promise<HolidayFeedReading> {
  const { workspaceId } = by.actor;
  const document = await documentOf(core.db, workspaceId, asked.calendarId);
  const feeds = await readFeeds(core.db, workspaceId, asked.calendarId);
  const found = feeds.find(({ id }) => id === asked.feedId);
  if (found === undefined) throw new RequestRefused('not_found');
  const years = yearsAsked(asked.years, core.clock.now());
  const reading = await readAddress(sources, found.url, { timeZone: document.timeZone, years });
  const now = core.clock.now();
  await core.commit((tx) =>
    sql`
      update holiday_feed
      set read_at = ${at(now)}
      where workspace_id = ${workspaceId}
        and id = ${asked.feedId}
    `.execute(tx),
  );
  return compared(document, { feed: { ...found, readAt: toIso(now) }, reading, now });
}

/** Forgets an address. Holidays that came from it stay as they are, in every version. */
export async function dropFeed(
  { core }: FeedParts,
  by: By,
  asked: { readonly calendarId: string; readonly feedId: string },
): Promise<void> {
  const now = core.clock.now();
  const { calendarId, feedId } = asked;
  await core.commit(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      delete from holiday_feed
      where workspace_id = ${by.actor.workspaceId}
        and calendar_id = ${calendarId}
        and id = ${feedId}
      returning name
    `.execute(tx);
    const name = rows[0]?.name;
    if (name === undefined) throw new RequestRefused('not_found');
    await audit(tx, by, { action: 'calendar.feed_removed', calendarId, name, now });
  });
}

async function documentOf(db: Db, workspaceId: WorkspaceId, calendarId: string): Promise<Document> {
  const { rows } = await sql<{ document: Document }>`
    select v.document
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.id = c.current_version_id
    where c.workspace_id = ${workspaceId}
      and c.id = ${calendarId}
  `.execute(db);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('not_found');
  return found.document;
}

/** Locks the calendar, so that two who keep the same address at once are told. */
async function requireRoom(
  tx: Tx,
  by: By,
  asked: { readonly calendarId: string; readonly url: string },
): Promise<void> {
  const { workspaceId } = by.actor;
  await sql`
    select id from calendar
    where workspace_id = ${workspaceId}
      and id = ${asked.calendarId}
    for update
  `.execute(tx);
  const { rows } = await sql<{ url: string }>`
    select url
    from holiday_feed
    where workspace_id = ${workspaceId}
      and calendar_id = ${asked.calendarId}
  `.execute(tx);
  const isKept = rows.some(({ url }) => url === asked.url);
  if (isKept || rows.length >= feedsMax) throw new RequestRefused('conflict');
}

function compared(
  document: Document,
  read: { readonly feed: HolidayFeed; readonly reading: HolidayReading; readonly now: Instant },
): HolidayFeedReading {
  const { feed, reading, now } = read;
  const today = dateTextOf(Math.floor(toLocalMs(document.timeZone, now) / dayMs));
  const entries = reading.items.map(({ entry }) => entry);
  const changes = feedChanges(document.holidays, entries, { feedId: feed.id, today });
  return {
    feed,
    items: reading.items,
    leftOutCount: reading.leftOutCount,
    changes: changes.map(({ name, closedHours, added, gone }) => ({
      name,
      closedHours: closedHours === 'whole_day' ? closedHours : [...closedHours],
      added: [...added],
      gone: [...gone],
    })),
  };
}

function presented(row: FeedRow): HolidayFeed {
  return { ...row, readAt: toIso(row.readAt) };
}

/** The name only: an address may hold a key. */
async function audit(
  tx: Tx,
  by: By,
  act: {
    readonly action: 'calendar.feed_added' | 'calendar.feed_removed';
    readonly calendarId: string;
    readonly name: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { action, calendarId, name, now } = act;
  await recordAudit(tx, {
    workspaceId: by.actor.workspaceId,
    actor: by.actor,
    action,
    subject: { kind: 'calendar', id: calendarId },
    details: { name },
    address: by.address,
    now,
  });
}
