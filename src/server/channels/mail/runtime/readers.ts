import { sql } from 'kysely';
import type { Channel } from '#contract/channel.ts';
import type { ChannelId, WorkspaceId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import { type EmailChannel, readChannels } from '#server/features/channel/public.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { isDatabaseAway } from '#server/platform/db/transaction.ts';
import type { Logger } from '#server/platform/log.ts';
import type { Sealer } from '#server/platform/seal.ts';
import { createImapReader, type ImapReader, type ImapReaderStatus } from '../imap-reader.ts';
import type { ImapPosition } from '../imap-pass.ts';
import { storeRaw } from './store-raw.ts';

export type ReadersParts = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sealer: Sealer;
  /** Called after a mail was stored, so that the intake wakes. */
  readonly onStored: () => void;
};

/** One reader for each mailbox that is switched on. */
export type Readers = {
  /** Starts, restarts and stops readers so that they match the channels as they are now. */
  refresh(): Promise<void>;
  /** Does so now, and again each few seconds from now on. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

type Running = { readonly reader: ImapReader; readonly version: number };

/**
 * How often the channels are looked at again, in real time: one that was changed or switched off in
 * another process must not go on being read in this one.
 */
const lookMs = 15_000;

export function createReaders(parts: ReadersParts): Readers {
  const running = new Map<ChannelId, Running>();
  let looking: NodeJS.Timeout | null = null;
  let refreshing: Promise<void> = Promise.resolve();
  const stopOne = async (id: ChannelId): Promise<void> => {
    const found = running.get(id);
    running.delete(id);
    await found?.reader.stop();
  };
  const match = async (): Promise<void> => {
    const channels = await readChannels(parts.db, parts.sealer, {});
    const wanted = channels.filter(
      (each): each is EmailChannel =>
        each.kind === 'email' && each.isEnabled && each.settings.imap !== null,
    );
    for (const id of running.keys()) {
      const channel = wanted.find((each) => each.id === id);
      if (channel === undefined || channel.version !== running.get(id)?.version) {
        await stopOne(id);
      }
    }
    for (const channel of wanted) {
      if (running.has(channel.id)) continue;
      const reader = readerOf(parts, channel);
      running.set(channel.id, { reader, version: channel.version });
      reader.start();
    }
  };
  /** One after the other: two at once would each start a reader of what is new. */
  const refresh = (): Promise<void> => {
    const done = refreshing.then(match);
    refreshing = done.catch(() => undefined);
    return done;
  };
  return {
    refresh,
    start: async () => {
      await refresh();
      looking = setInterval(() => {
        refresh().catch((error: unknown) => {
          if (!isDatabaseAway(error)) parts.log.error({ err: error }, 'the channels were not read');
        });
      }, lookMs);
      looking.unref();
    },
    stop: async () => {
      if (looking !== null) clearInterval(looking);
      await refreshing;
      await Promise.all([...running.keys()].map(stopOne));
    },
  };
}

function readerOf(parts: ReadersParts, channel: EmailChannel): ImapReader {
  const { workspaceId, id: channelId, settings, secrets } = channel;
  const { imap } = settings;
  if (imap === null) throw new Error(`channel ${channelId} has no mailbox`);
  const { user, ...server } = imap;
  return createImapReader({
    settings: { ...server, ...(user === '' ? {} : { user, password: secrets.imapPassword }) },
    now: () => parts.clock.now(),
    startFrom: channel.createdAt,
    store: async (content, about) => {
      const receivedAt = parts.clock.now();
      // A server's clock that runs ahead must not make a promise start in the future (C44).
      const taken = about.internalDate ?? receivedAt;
      const result = await storeRaw(parts.db, {
        workspaceId,
        channelId,
        content,
        receivedAt: taken < receivedAt ? taken : receivedAt,
      });
      parts.onStored();
      return result;
    },
    loadPosition: () => loadPosition(parts.db, { workspaceId, channelId }, imap.mailbox),
    savePosition: (position) =>
      savePosition(parts, { workspaceId, channelId }, { mailbox: imap.mailbox, position }),
    onStatus: latestOnly((status) => saveStatus(parts, { workspaceId, channelId }, status)),
    onFailed: (uid, error) =>
      parts.log.error({ err: error, channel: channelId, uid }, 'a mail could not be stored'),
  });
}

/**
 * Runs the work for one value at a time, and of those that came meanwhile only for the last: a
 * thousand mails are not a thousand writes, and an older state never overtakes a newer one.
 */
function latestOnly<T>(work: (value: T) => Promise<void>): (value: T) => void {
  let next: { readonly value: T } | null = null;
  let isWorking = false;
  const drain = async (): Promise<void> => {
    isWorking = true;
    for (let taken = next; taken !== null; taken = next) {
      next = null;
      await work(taken.value);
    }
    isWorking = false;
  };
  return (value) => {
    next = { value };
    if (!isWorking) void drain();
  };
}

type Key = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId };

async function loadPosition(db: Db, key: Key, mailbox: string): Promise<ImapPosition | null> {
  const row = await db
    .selectFrom('mailbox_position')
    .select(['uid_validity', 'last_uid'])
    .where('workspace_id', '=', key.workspaceId)
    .where('channel_id', '=', key.channelId)
    .where('mailbox', '=', mailbox)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { uidValidity: String(row.uid_validity), lastUid: row.last_uid };
}

async function savePosition(
  parts: ReadersParts,
  key: Key,
  read: { readonly mailbox: string; readonly position: ImapPosition },
): Promise<void> {
  await sql`
    insert into mailbox_position
      (workspace_id, channel_id, mailbox, uid_validity, last_uid, updated_at)
    values (
      ${key.workspaceId},
      ${key.channelId},
      ${read.mailbox},
      ${read.position.uidValidity},
      ${read.position.lastUid},
      ${at(parts.clock.now())}
    )
    on conflict (workspace_id, channel_id, mailbox) do update
    set
      uid_validity = excluded.uid_validity,
      last_uid = excluded.last_uid,
      updated_at = excluded.updated_at
  `.execute(parts.db);
}

/** What the settings page says of the mailbox. Failing to note it must not stop the reading. */
async function saveStatus(parts: ReadersParts, key: Key, status: ImapReaderStatus): Promise<void> {
  try {
    await parts.db
      .updateTable('channel')
      .set({
        status: json({
          state: status.state,
          problem: problemIn(status),
          lastFetchAt: status.lastFetchAt === null ? null : toIso(status.lastFetchAt),
        }),
      })
      .where('workspace_id', '=', key.workspaceId)
      .where('id', '=', key.channelId)
      .execute();
  } catch (error) {
    parts.log.warn({ err: error, channel: key.channelId }, 'the state of a mailbox was not noted');
  }
}

function problemIn({ state, lastError }: ImapReaderStatus): Channel['status']['problem'] {
  if (state === 'connected' || lastError === null) return null;
  return { code: lastError.problem, detail: lastError.detail || null };
}
