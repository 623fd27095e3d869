import { sql } from 'kysely';
import { z } from 'zod';
import type { ChannelId, TicketId } from '#domain/kernel/id.ts';
import type { DeliveryProblem } from '#domain/ticket/mail-problem.ts';
import { type EmailChannel, readChannels } from '#server/features/channel/public.ts';
import { settleMessage } from '#server/features/message/public.ts';
import { replyAddress, type WriteCore } from '#server/features/ticket/public.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import type { Delivery, OutboxHandler, OutboxRow } from '#server/platform/outbox.ts';
import type { Sealer } from '#server/platform/seal.ts';
import type { Channel } from '../../channel.ts';
import type { OutgoingFile, OutgoingMail, RenderedMail } from '../render.ts';
import type { SendOutcome } from '../smtp-sender.ts';
import type { Senders } from './senders.ts';

/** Minutes between tries: soon at first, then each two hours, given up after about two days. */
const retryMinutes = [1, 2, 5, 10, 30, 60] as const;
const retryMinutesLater = 120;
const attemptsMax = 30;

export type DeliverParts = {
  readonly core: WriteCore;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly mail: Channel<Buffer, OutgoingMail, RenderedMail>;
  readonly senders: Senders;
};

/** Delivers what agents and Belay write to customers by mail. */
export function messageDelivery(parts: DeliverParts): OutboxHandler {
  return {
    deliver: (row) => deliverMessage(parts, row),
    settle: (tx, row, delivery) => settleMessage(parts.core, tx, { row, delivery }),
  };
}

type Letter = {
  readonly text: string;
  readonly language: string;
  readonly isAutomatic: boolean;
  readonly subject: string;
  readonly ticketId: TicketId;
  readonly channelId: ChannelId | null;
  readonly to: string | null;
  readonly contactName: string;
  readonly isBounced: boolean;
  readonly agentName: string | null;
  readonly signature: string | null;
  readonly workspaceName: string;
  readonly thread: readonly string[];
  /** Nothing was said on the ticket before: this mail begins the conversation. */
  readonly isFirst: boolean;
};

async function deliverMessage(parts: DeliverParts, row: OutboxRow): Promise<Delivery> {
  const found = await readLetter(parts, row);
  const given = letterPayload.parse(row.payload);
  const letter = found === null ? null : { ...found, to: given.to ?? found.to };
  if (letter === null) return failed('message_gone');
  if (letter.to === null) return failed('no_address');
  if (letter.isBounced && letter.isAutomatic) return failed('address_bounced');
  const channel = await channelOf(parts, row, letter);
  if (channel?.isEnabled === false) return failed('channel_off');
  const sender = channel === null ? null : parts.senders.forChannel(channel);
  if (channel === null || sender === null) return failed('no_mail_server');
  const rendered = parts.mail.render(await outgoing(parts, row, { letter, channel }), {
    workspaceId: row.workspaceId,
  });
  if (!rendered.ok) return failed('not_rendered', rendered.reason);
  await keepTrace(parts, row, { id: rendered.value.messageId, address: letter.to });
  return deliveryOf(await sender.send(rendered.value.options), row.attempt);
}

function failed(code: DeliveryProblem, detail = ''): Delivery {
  const reason = detail === '' ? code : `${code}: ${detail}`;
  return { outcome: 'failed', reason, problem: { code, detail } };
}

/** What became of a try, and when the next one is. */
export function deliveryOf(outcome: SendOutcome, attempt: number): Delivery {
  if (outcome.ok) return { outcome: 'sent', detail: outcome.response };
  if (!outcome.retry || attempt >= attemptsMax) {
    const { reason, problem: code, detail } = outcome;
    return { outcome: 'failed', reason, problem: { code, detail } };
  }
  const minutes = retryMinutes[attempt - 1] ?? retryMinutesLater;
  return { outcome: 'retry', afterMs: minutes * 60_000, reason: outcome.reason };
}

async function readLetter(parts: DeliverParts, row: OutboxRow): Promise<Letter | null> {
  const { rows } = await sql<Letter>`
    select
      m.text,
      coalesce(m.language, t.language) as language,
      m.is_automatic as "isAutomatic",
      t.subject,
      t.id as "ticketId",
      m.channel_id as "channelId",
      identity.value as to,
      identity.bounced_at is not null as "isBounced",
      c.name as "contactName",
      a.name as "agentName",
      a.signature,
      w.name as "workspaceName",
      array(
        select p.external_address
        from (
          select r.in_reply_to as external_address, r.created_at
          from message r
          where r.workspace_id = m.workspace_id
            and r.ticket_id = m.ticket_id
            and r.in_reply_to is not null
          union all
          select o.external_id, o.created_at
          from message o
          where o.workspace_id = m.workspace_id
            and o.ticket_id = m.ticket_id
            and o.direction = 'out'
            and o.external_id is not null
            and o.id <> m.id
        ) p
        order by p.created_at
      ) as thread,
      not exists (
        select
        from message earlier
        where earlier.workspace_id = m.workspace_id
          and earlier.ticket_id = m.ticket_id
          and earlier.kind = 'public'
          and earlier.delivery <> 'recalled'
          and earlier.id <> m.id
          and earlier.created_at <= m.created_at
      ) as "isFirst"
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    join workspace w on w.id = m.workspace_id
    left join agent a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join lateral (${replyAddress}) identity on true
    where m.workspace_id = ${row.workspaceId}
      and m.id = ${row.messageId}
      and m.delivery <> 'recalled'
  `.execute(parts.core.db);
  return rows[0] ?? null;
}

/** The channel the ticket came by, else the workspace's first mail channel. */
async function channelOf(
  parts: DeliverParts,
  row: OutboxRow,
  letter: Letter,
): Promise<EmailChannel | null> {
  const all = await readChannels(parts.core.db, parts.sealer, { workspaceId: row.workspaceId });
  const mail = all.filter((each) => each.kind === 'email');
  return (
    mail.find(({ id }) => id === letter.channelId) ??
    mail.find(({ isEnabled }) => isEnabled) ??
    null
  );
}

/** What the row says otherwise than the message: a chat's answers leave as one mail, for instance. */
const letterPayload = z.object({
  subject: z.string().optional(),
  text: z.string().optional(),
  to: z.string().optional(),
});

async function outgoing(
  parts: DeliverParts,
  row: OutboxRow,
  part: { readonly letter: Letter; readonly channel: EmailChannel },
): Promise<OutgoingMail> {
  const { letter, channel } = part;
  const { subject, text } = letterPayload.parse(row.payload);
  const inReplyTo = await lastCustomerMailId(parts, row);
  const name = channel.settings.displayName || letter.workspaceName;
  const signature =
    letter.signature === null || letter.signature === '' ? '' : `\n\n${letter.signature}`;
  return {
    outboxId: row.id,
    ticketId: letter.ticketId,
    from: {
      name: letter.agentName === null ? name : `${letter.agentName} · ${name}`,
      address: channel.address,
    },
    // A machine's mail names nobody: the name may be a stranger's words.
    to: [{ name: letter.isAutomatic ? '' : letter.contactName, address: letter.to ?? '' }],
    subject: subject ?? (letter.isFirst ? letter.subject : replySubject(letter.subject)),
    text: `${text ?? letter.text}${signature}`,
    language: letter.language,
    inReplyTo,
    references: letter.thread,
    automatic: letter.isAutomatic ? (inReplyTo === null ? 'generated' : 'replied') : 'no',
    attachments: await filesOf(parts, row),
    hasPlusAddressing: channel.settings.hasPlusAddressing,
  };
}

function replySubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** The Message-ID of the newest mail of the customer, read from the raw mail it came in. */
async function lastCustomerMailId(parts: DeliverParts, row: OutboxRow): Promise<string | null> {
  const { rows } = await sql<{ head: Buffer }>`
    select substring(r.content from 1 for 65536) as head
    from message m
    join raw_message r on r.workspace_id = m.workspace_id and r.id = m.raw_message_id
    where m.workspace_id = ${row.workspaceId}
      and m.ticket_id = ${row.ticketId}
      and m.direction = 'in'
    order by m.created_at desc
    limit 1
  `.execute(parts.core.db);
  const head = rows[0]?.head.toString('latin1') ?? '';
  return /^message-id:\s*<([^<>\s]+)>/im.exec(head)?.[1] ?? null;
}

/** Kept before sending: a bounce may come back before the far side has answered us. */
async function keepTrace(
  parts: DeliverParts,
  row: OutboxRow,
  mail: { readonly id: string; readonly address: string },
): Promise<void> {
  await sql`
    update message
    set
      external_id = ${mail.id},
      address = ${mail.address}
    where workspace_id = ${row.workspaceId}
      and id = ${row.messageId}
  `.execute(parts.core.db);
}

async function filesOf(parts: DeliverParts, row: OutboxRow): Promise<OutgoingFile[]> {
  const stored = await parts.core.db
    .selectFrom('attachment')
    .select(['filename', 'media_type', 'file_key'])
    .where('workspace_id', '=', row.workspaceId)
    .where('message_id', '=', row.messageId)
    .orderBy('created_at')
    .execute();
  const files: OutgoingFile[] = [];
  for (const each of stored) {
    const opened = await parts.files.open(each.file_key);
    if (opened === null) throw new Error(`attachment ${each.file_key} is not in the file store`);
    const chunks: Buffer[] = [];
    for await (const chunk of opened.stream) chunks.push(Buffer.from(chunk));
    files.push({
      filename: each.filename,
      mediaType: each.media_type,
      content: Buffer.concat(chunks),
    });
  }
  return files;
}
