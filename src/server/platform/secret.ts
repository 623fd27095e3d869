import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataFolder } from './db/postgres-cluster.ts';

export const secretLengthMin = 32;

/**
 * Answers the secret kept in the data folder, making it first where there is none; null
 * when the file there does not hold a whole one. With `writes` false nothing is kept: a
 * missing secret is then made up for the moment.
 */
export function keepSecret(dataFolder: string, writes: boolean): string | null {
  const path = join(dataFolder, 'secret');
  const made = randomBytes(32).toString('hex');
  if (writes) {
    makeDataFolder(dataFolder);
    putWhole(path, made);
  }
  try {
    const kept = readFileSync(path, 'utf8').trim();
    return kept.length >= secretLengthMin ? kept : null;
  } catch (error) {
    if (!writes && isCode(error, 'ENOENT')) return made;
    throw error;
  }
}

/** Puts a secret into a data folder that has none, and answers whether it did. */
export function putSecret(dataFolder: string, secret: string): boolean {
  makeDataFolder(dataFolder);
  return putWhole(join(dataFolder, 'secret'), secret);
}

/** Writes the file unless it exists, and answers whether it did; another process that starts now never sees a part of it. */
function putWhole(path: string, text: string): boolean {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  try {
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    return false;
  } finally {
    rmSync(unfinished);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
