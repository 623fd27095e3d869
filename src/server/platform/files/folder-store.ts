import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { RequestRefused } from '../errors/refused.ts';
import { fileKey, type FileKey, type FileStore, isFileKey } from './file-store.ts';

/**
 * Keeps files in a folder: `<workspace>/<2>/<2>/<sha256>`. A file is written under a name of its
 * own, flushed, and renamed: under its key there is all of it or nothing, whenever power fails.
 */
export async function createFolderStore(folder: string): Promise<FileStore> {
  const unfinished = path.join(folder, 'unfinished');
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await sweepUnfinished(unfinished);
  return {
    put: async (workspaceId, bytes, bytesMax) => {
      const draft = path.join(unfinished, randomUUID());
      try {
        const { sha256, size } = await write(draft, bytes, bytesMax);
        const key = fileKey(workspaceId, sha256);
        const target = pathOf(folder, key);
        if (await touched(target)) return { key, size, isNew: false };
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(draft, target);
        await flushFolder(path.dirname(target));
        return { key, size, isNew: true };
      } finally {
        await rm(draft, { force: true });
      }
    },
    open: async (key) => {
      const target = pathOf(folder, key);
      const found = await statOrNull(target);
      return found === null ? null : { stream: createReadStream(target), size: found.size };
    },
    remove: async (key) => {
      await rm(pathOf(folder, key), { force: true });
    },
    removeIdle: async (key) => {
      const target = pathOf(folder, key);
      const found = await statOrNull(target);
      if (found !== null && Date.now() - found.mtimeMs > abandonedMs) {
        await rm(target, { force: true });
      }
    },
    list: () => keysIn(folder),
  };
}

async function* keysIn(folder: string): AsyncGenerator<FileKey, void> {
  for (const workspace of await namesIn(folder)) {
    if (workspace === 'unfinished') continue;
    for (const first of await namesIn(path.join(folder, workspace))) {
      for (const second of await namesIn(path.join(folder, workspace, first))) {
        for (const sha256 of await namesIn(path.join(folder, workspace, first, second))) {
          const key = `${workspace}/${sha256}`;
          if (isFileKey(key)) yield key;
        }
      }
    }
  }
}

/** What is in a folder; nothing when it is none, or is gone. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** No upload takes this long; another process may be writing what is younger. */
const abandonedMs = 24 * 60 * 60 * 1000;

/** What was being written when a process died has no name and is of no use. */
async function sweepUnfinished(unfinished: string): Promise<void> {
  for (const name of await readdir(unfinished)) {
    const draft = path.join(unfinished, name);
    const found = await statOrNull(draft);
    // File times are the machine's, whatever clock Belay runs on.
    if (found !== null && Date.now() - found.mtimeMs > abandonedMs)
      await rm(draft, { force: true });
  }
}

async function write(
  draft: string,
  bytes: Readable,
  bytesMax: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  const handle = await open(draft, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk), 'utf8');
      size += piece.length;
      if (size > bytesMax) throw new RequestRefused('request_too_large', { facts: { bytesMax } });
      hash.update(piece);
      await writeWhole(handle, piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

async function writeWhole(handle: FileHandle, piece: Buffer): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    written += (await handle.write(piece, written)).bytesWritten;
  }
}

function pathOf(folder: string, key: FileKey): string {
  if (!isFileKey(key)) throw new Error('not a file key');
  const [workspace = '', sha256 = ''] = key.split('/');
  return path.join(folder, workspace, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** Whether the file is there; it then counts as stored now. */
async function touched(target: string): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(target, now, now);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function statOrNull(target: string): Promise<{ size: number; mtimeMs: number } | null> {
  try {
    return await stat(target);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The name itself must survive too, which only a flush of its folder promises. */
async function flushFolder(target: string): Promise<void> {
  // Windows cannot open a folder, and flushes names with the file.
  if (process.platform === 'win32') return;
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
