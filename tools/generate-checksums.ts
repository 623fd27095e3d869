import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Writes db/migrations/checksums.json: what each migration was when it landed. A migration that is
 * new gets its line; one whose line differs is refused, since an installation somewhere has run it.
 * With --check nothing is written. `tests/tidy.test.ts` looks at the same file.
 */

const folder = join(import.meta.dirname, '../db/migrations');
const file = join(folder, 'checksums.json');
const landed = readLanded();
const present = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => [name, hashOf(readFileSync(join(folder, name)))]),
);

const changed = Object.keys(landed).filter((name) => present[name] !== landed[name]);
const fresh = Object.keys(present).filter((name) => landed[name] === undefined);
if (changed.length > 0) {
  console.error(`Changed since it landed: ${changed.join(', ')}. Write a new migration instead.`);
  process.exitCode = 1;
} else if (fresh.length > 0 && process.argv.includes('--check')) {
  console.error(`Out of date: db/migrations/checksums.json. Run: npm run generate`);
  process.exitCode = 1;
} else if (fresh.length > 0) {
  writeFileSync(file, `${JSON.stringify(present, null, 2)}\n`);
}

function readLanded(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // Absent until the first migrations land.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
