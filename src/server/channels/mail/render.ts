import type Mail from 'nodemailer/lib/mailer/index.js';
import type { TicketId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import { sendableAddress } from './address.ts';
import { singleLine } from './header.ts';
import { safeFilename } from './mail-body.ts';
import type { MailAddress } from './parsed-mail.ts';
import { escapeAttribute } from './sanitise.ts';
import { textToMailHtml } from './text-html.ts';
import {
  loopMark,
  outgoingMessageId,
  replyAddress,
  threadToken,
  type ThreadSecret,
} from './thread-token.ts';

/** What is to be sent. Names and words may hold anything; addresses are checked here. */
export type OutgoingMail = {
  /** Message-ID derives from it, so that a second attempt is the same mail (P8). */
  readonly outboxId: string;
  readonly ticketId: TicketId;
  /** The channel's own address, with the name customers see. */
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly subject: string;
  /** As the agent wrote it. */
  readonly text: string;
  /** BCP 47; decides the direction of the page around the words. */
  readonly language: string;
  /** The Message-ID of the customer's mail that is answered. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** `replied`: a machine answers a mail. `generated`: a machine writes by itself. `no`: a person wrote. */
  readonly automatic: 'no' | 'replied' | 'generated';
  readonly quote?: QuotedMail | null;
  readonly attachments?: readonly OutgoingFile[];
  /** Whether the mailbox takes `name+anything@host`; then the reply address carries the token. */
  readonly hasPlusAddressing: boolean;
};

/** The mail that is answered. The heading is the caller's, in the customer's language. */
export type QuotedMail = { readonly heading: string; readonly text: string };

export type OutgoingFile = {
  readonly filename: string;
  readonly mediaType: string;
  readonly content: Buffer;
};

export type RenderedMail = {
  /** Without brackets. */
  readonly messageId: string;
  readonly options: Mail.Options;
};

const referencesMax = 20;

/**
 * Makes a mail ready to be sent: plain text and HTML, threading, reply address and marks
 * against loops. Refuses with `no_recipient` or `invalid_address`; nothing in names,
 * subject or words can add a header.
 */
export function renderMail(mail: OutgoingMail, by: ThreadSecret): Result<RenderedMail> {
  const fromAddress = sendableAddress(mail.from.address);
  const to = mail.to.map(mailbox);
  const cc = (mail.cc ?? []).map(mailbox);
  if (fromAddress === null) return refuse('invalid_address', { address: mail.from.address });
  if (to.length === 0) return refuse('no_recipient');
  const broken = [...mail.to, ...(mail.cc ?? [])].find(
    ({ address }) => sendableAddress(address) === null,
  );
  if (broken !== undefined) return refuse('invalid_address', { address: broken.address });
  const token = threadToken(mail.ticketId, by);
  const host = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
  const messageId = outgoingMessageId({ outboxId: mail.outboxId, token, host });
  const from = { name: singleLine(mail.from.name), address: fromAddress };
  const options: Mail.Options = {
    messageId: `<${messageId}>`,
    from,
    to: to.filter((each) => each !== null),
    subject: singleLine(mail.subject).slice(0, 500),
    text: plainText(mail),
    html: htmlPage(mail),
    headers: headersOf(mail, by),
    envelope: {
      from: fromAddress,
      to: [...to, ...cc].flatMap((each) => (each === null ? [] : [each.address])),
    },
    attachments: filesOf(mail),
    // Words of a customer that look like a path or a URL must never be read from disk or net.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (cc.length > 0) options.cc = cc.filter((each) => each !== null);
  if (mail.hasPlusAddressing)
    options.replyTo = { name: from.name, address: replyAddress(fromAddress, token) };
  const thread = threadOf(mail);
  if (thread.inReplyTo !== null) options.inReplyTo = thread.inReplyTo;
  if (thread.references.length > 0) options.references = thread.references;
  return accept({ messageId, options });
}

function mailbox(entry: MailAddress): MailAddress | null {
  const address = sendableAddress(entry.address);
  return address === null ? null : { name: singleLine(entry.name), address };
}

function threadOf(mail: OutgoingMail): { inReplyTo: string | null; references: string[] } {
  const isUsable = (id: string) => /^[^\s<>]{1,900}$/.test(id);
  const inReplyTo = mail.inReplyTo !== null && isUsable(mail.inReplyTo) ? mail.inReplyTo : null;
  const ids = [...mail.references, ...(inReplyTo === null ? [] : [inReplyTo])].filter(isUsable);
  const unique = [...new Set(ids)];
  // The first names the thread, the last ones its tail (RFC 5322, section 3.6.4).
  const kept =
    unique.length <= referencesMax
      ? unique
      : [...unique.slice(0, 1), ...unique.slice(1 - referencesMax)];
  return {
    inReplyTo: inReplyTo === null ? null : `<${inReplyTo}>`,
    references: kept.map((id) => `<${id}>`),
  };
}

function headersOf(mail: OutgoingMail, by: ThreadSecret): Record<string, string> {
  const headers: Record<string, string> = { 'X-Belay-Mark': loopMark(by.secret) };
  if (languageTag.test(mail.language)) headers['Content-Language'] = mail.language;
  if (mail.automatic === 'no') return headers;
  headers['Auto-Submitted'] = mail.automatic === 'replied' ? 'auto-replied' : 'auto-generated';
  headers['X-Auto-Response-Suppress'] = 'All';
  return headers;
}

function plainText(mail: OutgoingMail): string {
  const text = mail.text.replace(/\r\n?/g, '\n').trimEnd();
  if (mail.quote === undefined || mail.quote === null) return `${text}\n`;
  const quoted = mail.quote.text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');
  return `${text}\n\n${singleLine(mail.quote.heading)}\n${quoted}\n`;
}

const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}$/i;
const rightToLeft = /^(?:ar|he|fa|ur|ps|sd|ug|yi|dv|ckb)\b/i;

function htmlPage(mail: OutgoingMail): string {
  const direction = rightToLeft.test(mail.language) ? 'rtl' : 'ltr';
  const language = languageTag.test(mail.language) ? mail.language : 'und';
  const quote = mail.quote === undefined || mail.quote === null ? '' : `\n${quoteHtml(mail.quote)}`;
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"></head>
<body style="font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; font-size: 15px; line-height: 1.5">
${textToMailHtml(mail.text)}${quote}
</body>
</html>
`;
}

function quoteHtml(quote: QuotedMail): string {
  return `<div class="belay_quote"><p dir="auto">${escapeAttribute(singleLine(quote.heading))}</p>
<blockquote type="cite" style="margin: 0; padding-inline-start: 1em; border-inline-start: 2px solid #ccc">
${textToMailHtml(quote.text)}
</blockquote></div>`;
}

function filesOf(mail: OutgoingMail): NonNullable<Mail.Options['attachments']> {
  return (mail.attachments ?? []).map((file, index) => ({
    filename: safeFilename(file.filename, file.mediaType, index + 1),
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType)
      ? file.mediaType
      : 'application/octet-stream',
    content: file.content,
    contentDisposition: 'attachment' as const,
  }));
}
