import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { instantText } from '#contract/page.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { storable } from '#server/platform/db/storable-text.ts';

const moment = instantText.transform((text) => instantFromIso(text));

/** One conversation in the neutral form; unknown fields are left out of the reading. */
export const conversation = z.object({
  id: z.string().min(1).max(500),
  source: z.string().max(500).default('conversations'),
  channel: z.string().max(100).default('imported'),
  lang: z.string().max(35).nullish(),
  subject: z.string().max(10_000).nullish(),
  messages: z
    .array(
      z.object({
        author: z.enum(['customer', 'agent', 'bot', 'system']),
        name: z.string().max(500).nullish(),
        at: moment.nullish(),
        text: z.string().max(1_000_000),
      }),
    )
    // One in which nothing was said is history too.
    .max(10_000),
});
export type Conversation = z.output<typeof conversation>;

export type ReadLine =
  | { readonly ok: true; readonly line: number; readonly conversation: Conversation }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/**
 * Reads a file of conversations line by line (JSONL, gzipped when its name ends in `.gz`). A line
 * that is none is answered with its number and what is wrong, and the reading goes on.
 */
export async function* readConversations(file: string): AsyncGenerator<ReadLine> {
  const bytes = createReadStream(file);
  const source: Readable = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => source.destroy(error));
  let line = 0;
  for await (const text of createInterface({ input: source, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield readLine(text, line);
  }
}

function readLine(text: string, line: number): ReadLine {
  let value: unknown;
  try {
    value = storable(JSON.parse(text));
  } catch {
    // What is no JSON is counted and shown, not thrown: the other lines are wanted all the same.
    return { ok: false, line, problem: 'not JSON' };
  }
  const parsed = conversation.safeParse(value);
  if (parsed.success) return { ok: true, line, conversation: parsed.data };
  const [issue] = parsed.error.issues;
  const problem =
    issue === undefined ? 'not a conversation' : `${issue.path.join('.')}: ${issue.message}`;
  return { ok: false, line, problem };
}
