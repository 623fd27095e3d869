import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from './log.ts';

/*
 * A running server leaves in the data folder where it is, so that a command beside it prints links
 * that lead there although its own environment names no port. A server that was killed leaves it
 * behind, so whoever reads it asks the server first.
 */

const note = z.object({
  /** Where the server listens: that is asked. */
  url: z.url(),
  /** Where people reach it: that is what links begin with. */
  baseUrl: z.url(),
});
type Note = z.infer<typeof note>;

const answerWithinMs = 2000;

/**
 * Leaves the address of this server; the answer takes it away again, unless another's is there.
 * It is a convenience, so a folder that is not there or not ours to write keeps nothing from starting.
 */
export function leaveAddress(dataFolder: string, running: Note, log: Logger): () => void {
  const file = fileIn(dataFolder);
  const text = `${JSON.stringify(running)}\n`;
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    log.info({ err: error }, 'the address of this server could not be left in the data folder');
  }
  return () => {
    if (readNote(file)?.url === running.url) rmSync(file, { force: true });
  };
}

/** Where people reach the server that runs on this data folder; null when none answers. */
export async function addressOfRunning(dataFolder: string): Promise<string | null> {
  const found = readNote(fileIn(dataFolder));
  if (found === null) return null;
  try {
    const answer = await fetch(new URL('/healthz', found.url), {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return answer.ok ? found.baseUrl : null;
  } catch {
    // Nobody listens there any more, or not in time: as good as none.
    return null;
  }
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'address.json');
}

function readNote(file: string): Note | null {
  try {
    return note.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not there, or half-written by a server that was killed: no address.
    return null;
  }
}
