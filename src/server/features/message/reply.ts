import { sql } from 'kysely';
import type { Attachment } from '#contract/message.ts';
import type { MessageId } from '#domain/kernel/id.ts';
import { type Instant, plusMs } from '#domain/kernel/instant.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import { undoWindowMs } from '#domain/ticket/periods.ts';
import type { Ticket, TicketState } from '#domain/ticket/ticket.ts';
import {
  type CommandOutcome,
  readWaitingFiles,
  runCommand,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import { crashPoint } from '#server/platform/crash-point.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { newId } from '#server/platform/ids.ts';
import { post, withdraw } from '#server/platform/outbox.ts';
import { deliveryKind } from './delivery.ts';
import { dropDraft, saveDraft } from './draft.ts';
import { insertMessage } from './insert-message.ts';
import {
  type Author,
  claimAttachments,
  fileMissing,
  type MessageRefusal,
  outgoing,
  releaseAttachments,
  type Written,
} from './outgoing.ts';

export type Reply = Author & {
  readonly text: string;
  readonly attachmentIds: readonly string[];
  /** The newest public message the agent has seen; undefined when the caller does not say. */
  readonly lastSeenMessageId: string | null | undefined;
  readonly nextState: TicketState | null;
};

/**
 * Sends an agent's public reply. It counts from now; a mail leaves when the undo window is over.
 * Refuses with `message_newer` when somebody wrote what the agent has not seen, and with
 * whatever the core refuses.
 */
export async function sendReply(
  core: WriteCore,
  reply: Reply,
): Promise<Result<Written, MessageRefusal>> {
  const written = await core.attempt<Written, MessageRefusal>(async (tx) => {
    const sent = await sendReplyIn(core, tx, reply);
    if (sent.ok) crashPoint('reply.before_commit');
    return sent;
  });
  crashPoint('reply.after_commit');
  return written;
}

/** The same inside of a transaction that does more; a refusal may have written something. */
export async function sendReplyIn(
  core: WriteCore,
  tx: Tx,
  reply: Reply,
): Promise<Result<Written, MessageRefusal>> {
  const { workspaceId, ticketId } = reply;
  const messageId = newId<MessageId>();
  const outcome = await runCommand(core, tx, {
    workspaceId,
    ticketId,
    command: {
      type: 'sendReply',
      messageId,
      nextState: reply.nextState,
      pauseReason: null,
      pausedUntil: null,
    },
    actor: { kind: 'agent', id: reply.agentId },
  });
  if (!outcome.ok) return outcome;
  // Asked under the ticket's lock: a message that commits later is not yet there for anybody.
  const unseen = await unseenMessage(tx, reply);
  if (unseen !== null) return refuse('message_newer', { messageId: unseen });
  const { ticket } = outcome.value.aggregate;
  // The clocks count it from the moment that was decided on: the message bears the same.
  const now = outcome.value.recorded[0]?.at ?? core.clock.now();
  const written = await writeReply(tx, reply, { ticket, messageId, now });
  if (!written.ok) return written;
  return accept({ ...outcome.value, messageId, recallableUntil: written.value });
}

type Writing = {
  readonly ticket: Ticket;
  readonly messageId: MessageId;
  readonly now: Instant;
};

/** Writes the reply and posts it. Answers until when it may be taken back, null when never. */
async function writeReply(
  tx: Tx,
  reply: Reply,
  part: Writing,
): Promise<Result<Instant | null, MessageRefusal>> {
  const { ticket, messageId, now } = part;
  const kind = deliveryKind(ticket.channelKind);
  await insertMessage(tx, {
    ...outgoing(ticket, { ...reply, messageId, now }),
    kind: 'public',
    delivery: kind === null ? 'sent' : 'queued',
  });
  if (!(await claimAttachments(tx, reply, messageId))) return fileMissing();
  await dropDraft(tx, { ...reply, kind: 'public' });
  if (kind === null) return accept(null);
  const leavesAt = plusMs(now, undoWindowMs);
  await post(tx, {
    workspaceId: reply.workspaceId,
    kind,
    orderKey: `ticket:${reply.ticketId}`,
    ticketId: reply.ticketId,
    messageId,
    payload: {},
    notBefore: leavesAt,
    createdAt: now,
  });
  return accept(leavesAt);
}

/**
 * The newest public message that came after the one the agent had seen: of the customer, or of a
 * colleague who answered at the same moment. Belay's own letters are no reason to stop.
 */
async function unseenMessage(tx: Tx, reply: Reply): Promise<string | null> {
  if (reply.lastSeenMessageId === undefined) return null;
  const { rows } = await sql<{ id: string }>`
    select m.id
    from message m
    left join message seen
      on seen.workspace_id = m.workspace_id
      and seen.ticket_id = m.ticket_id
      and seen.id = ${reply.lastSeenMessageId}
    where m.workspace_id = ${reply.workspaceId}
      and m.ticket_id = ${reply.ticketId}
      and m.kind = 'public'
      and (m.direction = 'in' or not m.is_automatic)
      and m.delivery <> 'recalled'
      and m.author_agent_id is distinct from ${reply.agentId}
      and (seen.id is null or (m.created_at, m.id) > (seen.created_at, seen.id))
    order by m.created_at desc, m.id desc
    limit 1
  `.execute(tx);
  return rows[0]?.id ?? null;
}

type Recalled = CommandOutcome & {
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

/**
 * Takes a reply back before it has left. Its text and its files are in the draft again, so that
 * nothing is lost, and they are answered. Refuses
 * with `message_already_sent` when the outbox is sending it at this moment.
 */
export async function recallReply(
  core: WriteCore,
  request: Author & { readonly messageId: MessageId },
): Promise<Result<Recalled, MessageRefusal>> {
  const { workspaceId, ticketId, messageId, agentId } = request;
  return core.attempt<Recalled, MessageRefusal>(async (tx) => {
    const now = core.clock.now();
    const outcome = await runCommand(core, tx, {
      workspaceId,
      ticketId,
      command: { type: 'recallReply', messageId },
      actor: { kind: 'agent', id: agentId },
    });
    if (!outcome.ok) return outcome;
    const isBack = await withdraw(tx, { workspaceId, messageId, now });
    if (!isBack) return refuse('message_already_sent');
    const { rows } = await sql<{ text: string }>`
      update message
      set delivery = 'recalled'
      where workspace_id = ${workspaceId}
        and id = ${messageId}
      returning text
    `.execute(tx);
    const text = rows[0]?.text ?? '';
    const attachmentIds = await releaseAttachments(tx, request, messageId);
    await saveDraft(tx, { ...request, kind: 'public', text, attachmentIds, now });
    const attachments = await readWaitingFiles(tx, request, attachmentIds);
    return accept({ ...outcome.value, text, attachments });
  });
}
