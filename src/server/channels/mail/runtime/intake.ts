import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { ChannelId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, plusMs } from '#domain/kernel/instant.ts';
import { receiveMessage, type StoredFile } from '#server/features/message/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import { crashPoint } from '#server/platform/crash-point.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { isDatabaseAway } from '#server/platform/db/transaction.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import type { Logger } from '#server/platform/log.ts';
import { type Loop, startLoop } from '#server/platform/loop.ts';
import type { Channel, Inbound, InboundFile, InboundMessage } from '../../channel.ts';
import type { OutgoingMail, RenderedMail } from '../render.ts';
import { settleReport } from './settle-report.ts';

/*
 * Raw mail goes stored → processed | ignored | unreadable, in the transaction that makes of it
 * whatever it is. Whoever takes one up puts `resting_until` on it, and further ahead while it works,
 * so that no other process reads the same mail meanwhile; a process that dies in between leaves it
 * stored, to be taken up a few seconds later. One that fails rests longer each time, and the third time it becomes a ticket
 * with the raw file. What is no fault of the mail (the database or the disk is away) counts as no
 * attempt: a good mail must not end as an unreadable one because a disk was full for a second.
 */

const attemptsMax = 3;
const heldMs = 5_000;
/** Real time between two renewals. */
const renewMs = 1_500;
/** Doubled by each attempt. */
const restMs = 1_000;
const faultRestMs = 5_000;
const fileBytesMax = 50 * 1024 * 1024;

export type IntakeParts = {
  readonly core: WriteCore;
  readonly log: Logger;
  readonly files: FileStore;
  readonly mail: Channel<Buffer, OutgoingMail, RenderedMail>;
};

export type RawRow = {
  readonly workspaceId: WorkspaceId;
  readonly id: string;
  readonly channelId: ChannelId;
  readonly content: Buffer;
  readonly attempts: number;
  readonly receivedAt: Instant;
};

/** Starts the loop that makes tickets and messages of stored mail. */
export function startIntake(parts: IntakeParts): Loop {
  const { core, log } = parts;
  return startLoop({
    clock: core.clock,
    onError: (error) => log.error({ err: error }, 'the intake could not look at its mail'),
    turn: async () => {
      for (let row = await nextRaw(core); row !== null; row = await nextRaw(core)) {
        await processRaw(parts, row);
      }
      return nextRestOver(core);
    },
  });
}

/** Takes the oldest waiting mail, counting the attempt first: one that kills us is counted too. */
async function nextRaw(core: WriteCore): Promise<RawRow | null> {
  const now = core.clock.now();
  const { rows } = await sql<RawRow>`
    update raw_message
    set
      attempts = attempts + 1,
      resting_until = ${at(plusMs(now, heldMs))}
    where (workspace_id, id) in (
      select workspace_id, id
      from raw_message
      where state = 'stored'
        and (resting_until is null or resting_until <= ${at(now)})
      order by attempts, received_at
      limit 1
      for update skip locked
    )
    returning
      workspace_id as "workspaceId",
      id,
      channel_id as "channelId",
      content,
      attempts,
      received_at as "receivedAt"
  `.execute(core.db);
  return rows[0] ?? null;
}

async function nextRestOver(core: WriteCore): Promise<Instant | null> {
  const { rows } = await sql<{ over: Instant | null }>`
    select min(resting_until) as over
    from raw_message
    where state = 'stored'
  `.execute(core.db);
  return rows[0]?.over ?? null;
}

async function processRaw(parts: IntakeParts, row: RawRow): Promise<void> {
  const holding = setInterval(() => {
    hold(parts.core, row).catch((error: unknown) =>
      parts.log.warn({ err: error, rawMessage: row.id }, 'a mail in work was not held'),
    );
  }, renewMs);
  try {
    const inbound =
      row.attempts > attemptsMax
        ? unreadable(row)
        : await parts.mail.normalise(row.content, { workspaceId: row.workspaceId });
    crashPoint('intake.after_parsed');
    await take(parts, row, inbound);
  } catch (error) {
    parts.log.error({ err: error, rawMessage: row.id }, 'a mail could not be taken in');
    await rest(parts.core, row, isMachineFault(error));
  } finally {
    clearInterval(holding);
  }
}

/** Each taking counts the attempts up, so that only the last taker's mail is held. */
async function hold(core: WriteCore, row: RawRow): Promise<void> {
  await sql`
    update raw_message
    set resting_until = ${at(plusMs(core.clock.now(), heldMs))}
    where workspace_id = ${row.workspaceId}
      and id = ${row.id}
      and state = 'stored'
      and attempts = ${row.attempts}
  `.execute(core.db);
}

/** Lets a mail that failed lie for a while; only its own faults count against it. */
async function rest(core: WriteCore, row: RawRow, isFault: boolean): Promise<void> {
  const ms = isFault ? faultRestMs : restMs * 2 ** Math.min(row.attempts, 6);
  await sql`
    update raw_message
    set
      attempts = attempts - ${isFault ? 1 : 0}::integer,
      resting_until = ${at(plusMs(core.clock.now(), ms))}
    where workspace_id = ${row.workspaceId}
      and id = ${row.id}
      and state = 'stored'
  `.execute(core.db);
}

/** Disk full, over quota, read-only, broken, gone or not ours; no descriptor left. */
const diskCodes = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EMFILE',
  'ENFILE',
]);

function isMachineFault(error: unknown): boolean {
  if (isDatabaseAway(error)) return true;
  return error instanceof Error && 'code' in error && diskCodes.has(String(error.code));
}

function unreadable(row: RawRow): Inbound {
  return {
    kind: 'unreadable',
    externalId: row.id,
    reason: 'parser_failed',
    ticketId: null,
    sender: { address: '', name: '' },
    subject: '',
  };
}

/** Makes of a mail what it is, once: whoever else took the row meanwhile finds it done. */
async function take(parts: IntakeParts, row: RawRow, inbound: Inbound): Promise<void> {
  const files = await storeFiles(parts, row, inbound);
  const { core } = parts;
  await core.commit(async (tx) => {
    if (!(await isStillWaiting(tx, row))) return;
    const outcome = await act(parts, tx, { row, inbound, files });
    await sql`
      update raw_message
      set
        state = ${outcome.state},
        reason = ${outcome.reason},
        ticket_id = ${outcome.ticketId},
        message_id = ${outcome.messageId},
        processed_at = ${at(core.clock.now())}
      where workspace_id = ${row.workspaceId}
        and id = ${row.id}
    `.execute(tx);
    crashPoint('intake.before_commit');
  });
  crashPoint('intake.after_commit');
}

async function isStillWaiting(tx: Tx, row: RawRow): Promise<boolean> {
  const { rows } = await sql`
    select id
    from raw_message
    where workspace_id = ${row.workspaceId}
      and id = ${row.id}
      and state = 'stored'
    for update
  `.execute(tx);
  return rows.length > 0;
}

type Taking = {
  readonly row: RawRow;
  readonly inbound: Inbound;
  readonly files: readonly StoredFile[];
};

type Outcome = {
  readonly state: 'processed' | 'ignored' | 'unreadable';
  readonly reason: string | null;
  readonly ticketId: string | null;
  readonly messageId: string | null;
};

async function act(parts: IntakeParts, tx: Tx, taking: Taking): Promise<Outcome> {
  const { row, inbound } = taking;
  switch (inbound.kind) {
    case 'ignored':
      return { state: 'ignored', reason: inbound.reason, ticketId: null, messageId: null };
    case 'report':
      await settleReport(parts.core, tx, { workspaceId: row.workspaceId, report: inbound });
      return { state: 'ignored', reason: inbound.report, ticketId: null, messageId: null };
    case 'message':
      return receive(parts, tx, { ...taking, inbound });
    case 'unreadable': {
      const message: InboundMessage = {
        ...inbound,
        kind: 'message',
        text: '',
        fullText: null,
        html: null,
        files: [],
        languageHints: [],
        // Nothing of it is known well enough to be answered by a machine.
        isAutomatic: false,
        inReplyTo: null,
        claimedAt: null,
        problems: [`unreadable:${inbound.reason}`],
      };
      const outcome = await receive(parts, tx, { ...taking, inbound: message });
      return { ...outcome, state: 'unreadable', reason: inbound.reason };
    }
    default:
      return inbound satisfies never;
  }
}

async function receive(
  parts: IntakeParts,
  tx: Tx,
  taking: Taking & { readonly inbound: InboundMessage },
): Promise<Outcome> {
  const { row, inbound, files } = taking;
  const address = inbound.sender.address;
  const received = await receiveMessage(parts.core, tx, {
    workspaceId: row.workspaceId,
    channelId: row.channelId,
    channelKind: 'email',
    sender: {
      kind: 'email',
      value: address === '' ? `unknown+${row.id}@sender.invalid` : address,
      name: inbound.sender.name,
      language: null,
    },
    ticketId: await knownTicket(tx, row, inbound.ticketId),
    subject: inbound.subject,
    text: inbound.text,
    fullText: inbound.fullText,
    html: inbound.html,
    files,
    isAutomatic: inbound.isAutomatic,
    problems: inbound.problems,
    address: address === '' ? null : address,
    externalId: inbound.externalId,
    inReplyTo: inbound.inReplyTo,
    rawMessageId: row.id,
    receivedAt: row.receivedAt,
    claimedAt: inbound.claimedAt,
  });
  return { state: 'processed', reason: null, ...received };
}

/** A token outlives the ticket it names; a ticket that is gone is answered by a new one. */
async function knownTicket(tx: Tx, row: RawRow, ticketId: TicketId | null) {
  if (ticketId === null) return null;
  const { rows } = await sql`
    select id from ticket where workspace_id = ${row.workspaceId} and id = ${ticketId}
  `.execute(tx);
  return rows.length > 0 ? ticketId : null;
}

async function storeFiles(
  parts: IntakeParts,
  row: RawRow,
  inbound: Inbound,
): Promise<readonly StoredFile[]> {
  if (inbound.kind !== 'message') return [];
  const stored: StoredFile[] = [];
  for (const file of inbound.files) stored.push(await storeFile(parts, row, file));
  return stored;
}

async function storeFile(parts: IntakeParts, row: RawRow, file: InboundFile): Promise<StoredFile> {
  const bytes = Readable.from([Buffer.from(file.content)]);
  const { key, size } = await parts.files.put(row.workspaceId, bytes, fileBytesMax);
  return {
    filename: file.filename,
    mediaType: file.mediaType,
    size,
    fileKey: key,
    contentId: file.contentId,
    isInline: file.contentId !== null,
  };
}
