import { createHash } from 'node:crypto';
import { instant } from '#domain/kernel/instant.ts';
import type { Channel, ChannelContext, Inbound, InboundMessage } from '../channel.ts';
import { handlingOf } from './classify.ts';
import type { MailParser } from './parse.ts';
import type { ParsedMail, SalvagedMail } from './parsed-mail.ts';
import { renderMail, type OutgoingMail, type RenderedMail } from './render.ts';
import { loopMark, resolveMessageIds, resolveThread } from './thread-token.ts';

export type MailChannelParts = {
  readonly parser: MailParser;
  /** The secret of the installation; signs reply tokens. */
  readonly secret: string;
};

/** E-mail as a channel: raw bytes in, options for the SMTP sender out. */
export function createMailChannel({
  parser,
  secret,
}: MailChannelParts): Channel<Buffer, OutgoingMail, RenderedMail> {
  return {
    kind: 'email',
    async normalise(raw, { workspaceId }) {
      const outcome = await parser.parse(raw, { ownMark: loopMark(secret) });
      if (outcome.ok) return normaliseParsed(outcome.mail, { raw, by: { secret, workspaceId } });
      return unreadable(outcome.salvaged, { raw, reason: outcome.reason });
    },
    render: (message, { workspaceId }: ChannelContext) =>
      renderMail(message, { secret, workspaceId }),
  };
}

/**
 * What makes two deliveries the same mail: the Message-ID together with the sender, because
 * anybody may reuse an id, else the bytes themselves.
 */
export function mailExternalId(
  mail: Pick<SalvagedMail, 'messageId' | 'from'>,
  raw: Buffer,
): string {
  const digest = createHash('sha256');
  if (mail.messageId === null) return `raw:${digest.update(raw).digest('hex')}`;
  digest
    .update(mail.messageId)
    .update('\u0000')
    .update(mail.from?.address ?? '');
  return `mid:${digest.digest('hex')}`;
}

type Source = { readonly raw: Buffer; readonly by: Parameters<typeof resolveThread>[1] };

function normaliseParsed(mail: ParsedMail, { raw, by }: Source): Inbound {
  const externalId = mailExternalId(mail, raw);
  const { nature } = mail;
  switch (nature.kind) {
    case 'bounce':
    case 'abuse_report': {
      const originalId = nature.originalMessageId;
      const ids = originalId === null ? [] : [originalId];
      const ticketId = resolveMessageIds(ids, by) ?? resolveThread(mail, by);
      return { kind: 'report', externalId, ticketId, originalId, ...reportOf(nature) };
    }
    case 'auto_reply':
    case 'loop':
      return { kind: 'ignored', externalId, reason: nature.kind };
    case 'personal':
    case 'list':
    case 'auto_generated':
      return messageOf(mail, { externalId, ticketId: resolveThread(mail, by) });
  }
  return nature satisfies never;
}

type ReportNature = Extract<ParsedMail['nature'], { kind: 'bounce' | 'abuse_report' }>;

function reportOf(nature: ReportNature) {
  if (nature.kind === 'abuse_report') {
    return {
      report: 'complaint' as const,
      addresses: nature.complainants,
      detail: nature.feedbackType,
    };
  }
  const report = ({ hard: 'hard_bounce', soft: 'soft_bounce', delivered: 'delivered' } as const)[
    nature.severity
  ];
  const addresses = nature.recipients
    .map(({ address }) => address)
    .filter((address) => address !== '');
  const detail =
    nature.recipients.map(({ diagnostic }) => diagnostic).find((text) => text !== '') ?? '';
  return { report, addresses, detail };
}

function messageOf(
  mail: ParsedMail,
  known: Pick<InboundMessage, 'externalId' | 'ticketId'>,
): InboundMessage {
  const sender = mail.from ??
    mail.sender ??
    mail.replyTo[0] ?? { name: mail.fromText, address: '' };
  return {
    kind: 'message',
    ...known,
    sender: { address: sender.address, name: sender.name },
    subject: mail.subject,
    text: mail.strippedText,
    fullText: mail.text === mail.strippedText ? null : mail.text,
    html: mail.html,
    files: mail.attachments.map((file) => ({
      filename: file.filename,
      mediaType: file.mediaType,
      size: file.size,
      contentId: file.isInline ? file.contentId : null,
      content: file.content,
    })),
    languageHints: mail.languageHints,
    isAutomatic: !handlingOf(mail.nature).mayAnswerAutomatically,
    inReplyTo: mail.inReplyTo[0] ?? null,
    claimedAt: mail.claimedAt === null ? null : instant(mail.claimedAt),
    problems: mail.problems,
  };
}

function unreadable(salvaged: SalvagedMail, about: { raw: Buffer; reason: string }): Inbound {
  return {
    kind: 'unreadable',
    externalId: mailExternalId(salvaged, about.raw),
    reason: about.reason,
    // Too little of it was read to prove that it belongs anywhere.
    ticketId: null,
    sender: { address: salvaged.from?.address ?? '', name: salvaged.from?.name ?? '' },
    subject: salvaged.subject,
  };
}
