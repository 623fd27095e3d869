import { parentPort } from 'node:worker_threads';
import { MailLimitError, type PoisonReason } from './limits.ts';
import { parseMessage } from './parse-message.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { sanitiseMailHtml } from './sanitise.ts';

/**
 * Runs in a worker thread: takes one mail, or one HTML to be made inert, and answers one
 * result. Being slow, running out of memory and dying are the parent's to notice; it ends
 * the thread and starts another.
 */
export type ParseRequest =
  | {
      readonly id: number;
      readonly kind: 'mail';
      readonly raw: Uint8Array;
      readonly ownMark: string | null;
    }
  | { readonly id: number; readonly kind: 'html'; readonly html: string };

export type ParseAnswer =
  | { readonly id: number; readonly ok: true; readonly kind: 'mail'; readonly mail: ParsedMail }
  | { readonly id: number; readonly ok: true; readonly kind: 'html'; readonly html: string }
  | ParseFailure;

export type ParseFailure = {
  readonly id: number;
  readonly ok: false;
  readonly reason: PoisonReason;
  readonly detail: string;
};

/** Sent once when the thread has loaded its code; only then does a mail's time begin. */
export const parserReady = 'parser_ready';

parentPort?.on('message', (request: ParseRequest) => {
  const answer = answerFor(request);
  const files = answer.ok && answer.kind === 'mail' ? answer.mail.attachments : [];
  const buffers = files
    .map((file) => file.content.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  parentPort?.postMessage(answer, [...new Set(buffers)]);
});

parentPort?.postMessage(parserReady);

function answerFor(request: ParseRequest): ParseAnswer {
  const { id } = request;
  try {
    if (request.kind === 'html') {
      return { id, ok: true, kind: 'html', html: sanitiseMailHtml(request.html) };
    }
    const { raw, ownMark } = request;
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const mail = parseMessage(bytes, ownMark === null ? {} : { ownMark });
    return { id, ok: true, kind: 'mail', mail };
  } catch (error) {
    if (error instanceof MailLimitError) return { id, ok: false, reason: error.reason, detail: '' };
    const detail =
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
    return { id, ok: false, reason: 'parser_failed', detail };
  }
}
