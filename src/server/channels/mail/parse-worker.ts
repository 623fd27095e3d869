import { parentPort } from 'node:worker_threads';
import { MailLimitError, type PoisonReason } from './limits.ts';
import { parseMessage } from './parse-message.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * Runs in a worker thread: takes one mail, answers one result. Being slow, running out of
 * memory and dying are the parent's to notice; it ends the thread and starts another.
 */
export type ParseRequest = {
  readonly id: number;
  readonly raw: Uint8Array;
  readonly ownMark: string | null;
};

export type ParseAnswer =
  | { readonly id: number; readonly ok: true; readonly mail: ParsedMail }
  | {
      readonly id: number;
      readonly ok: false;
      readonly reason: PoisonReason;
      readonly detail: string;
    };

/** Sent once when the thread has loaded its code; only then does a mail's time begin. */
export const parserReady = 'parser_ready';

parentPort?.on('message', (request: ParseRequest) => {
  const answer = answerFor(request);
  const files = answer.ok ? answer.mail.attachments : [];
  const buffers = files
    .map((file) => file.content.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  parentPort?.postMessage(answer, [...new Set(buffers)]);
});

parentPort?.postMessage(parserReady);

function answerFor({ id, raw, ownMark }: ParseRequest): ParseAnswer {
  try {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    return { id, ok: true, mail: parseMessage(bytes, ownMark === null ? {} : { ownMark }) };
  } catch (error) {
    if (error instanceof MailLimitError) return { id, ok: false, reason: error.reason, detail: '' };
    const detail =
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
    return { id, ok: false, reason: 'parser_failed', detail };
  }
}
