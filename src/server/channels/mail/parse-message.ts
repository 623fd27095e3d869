import { addressesOf, envelopeRecipients, messageIdsOf } from './address.ts';
import { classifyMail, type ClassifyContext } from './classify.ts';
import { decodeHeaderText, firstText, type HeaderField } from './header.ts';
import { quoteMark } from './html-text.ts';
import { languageHintsOf } from './language-hints.ts';
import { readBody } from './mail-body.ts';
import { parseMimeTree } from './mime-tree.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { isForwardSubject, separateReply } from './reply-text.ts';
import { sanitiseMailHtml } from './sanitise.ts';

/**
 * Reads one mail. Synchronous, and without defence against mail made to be slow: it is to
 * be called through `createMailParser`, which runs it in a worker thread with limits.
 * Throws `MailLimitError` when the mail is beyond the limits.
 */
export function parseMessage(raw: Buffer, context: ClassifyContext = {}): ParsedMail {
  const root = parseMimeTree(raw);
  const fields = root.headers;
  const body = readBody(root);
  const subject = firstText(fields, 'subject') ?? '';
  const from = addressesOf(fields, 'from')[0] ?? null;
  const problems = new Set(body.problems);
  if (from === null) problems.add('no_sender');
  const messageId = messageIdsOf(fields, 'message-id')[0] ?? null;
  if (messageId === null) problems.add('no_message_id');
  return {
    messageId,
    inReplyTo: messageIdsOf(fields, 'in-reply-to'),
    references: messageIdsOf(fields, 'references'),
    from,
    fromText: (firstText(fields, 'from') ?? '').slice(0, 500),
    sender: addressesOf(fields, 'sender')[0] ?? null,
    replyTo: addressesOf(fields, 'reply-to'),
    to: addressesOf(fields, 'to'),
    cc: addressesOf(fields, 'cc'),
    deliveredTo: envelopeRecipients(fields),
    subject,
    claimedAt: claimedTime(fields),
    text: body.text.trim(),
    strippedText: strip(body.replyText, body.text, { subject, from }),
    html: body.html === null ? null : sanitiseMailHtml(body.html),
    attachments: body.attachments,
    headers: selectHeaders(fields),
    autoSubmitted: firstText(fields, 'auto-submitted')?.toLowerCase() ?? null,
    languageHints: languageHintsOf(fields, body),
    nature: classifyMail({ root, subject, from: from?.address ?? '', text: body.text }, context),
    problems: [...problems],
  };
}

function strip(
  replyText: string,
  fullText: string,
  about: Pick<ParsedMail, 'subject' | 'from'>,
): string {
  const isForward = isForwardSubject(about.subject);
  // The mailer's own marks hide what is forwarded as well as what is quoted.
  const text = isForward ? fullText : (replyText.split(quoteMark)[0] ?? '');
  const context = {
    isForward,
    ...(about.from === null
      ? {}
      : { senderName: about.from.name, senderAddress: about.from.address }),
  };
  const visible = separateReply(text, context).visible;
  return visible === '' ? separateReply(fullText, context).visible : visible;
}

/** What the sender's clock said, or null when that is no date between 1990 and 2100. */
function claimedTime(fields: readonly HeaderField[]): number | null {
  const text = (firstText(fields, 'date') ?? '').slice(0, 100).replace(/\([^)]*\)/g, '');
  const ms = Date.parse(text);
  const isPlausible = ms > Date.UTC(1990, 0, 1) && ms < Date.UTC(2100, 0, 1);
  return isPlausible ? ms : null;
}

// What routing, the ticket page and the spam decision read; the raw mail keeps the rest.
const selectedHeaders = new Set(
  'authentication-results arc-authentication-results auto-submitted content-language delivered-to errors-to importance list-id list-post list-unsubscribe organization precedence priority received-spf return-path user-agent x-auto-response-suppress x-belay-mark x-mailer x-priority x-spam-flag x-spam-level x-spam-score x-spam-status thread-index thread-topic'.split(
    ' ',
  ),
);

function selectHeaders(fields: readonly HeaderField[]): Record<string, string[]> {
  const selected: Record<string, string[]> = {};
  for (const { name, raw } of fields) {
    if (!selectedHeaders.has(name)) continue;
    const values = (selected[name] ??= []);
    if (values.length < 10) values.push(decodeHeaderText(raw).slice(0, 2000));
  }
  return selected;
}
