import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileKey } from '../files/file-store.ts';
import { BackupError } from './backup-error.ts';
import {
  filePrefix,
  manifestName,
  manifestShape,
  type BackupPart,
  type Manifest,
} from './manifest.ts';
import { readTar, type TarEntry } from './tar.ts';

export type CheckedBackup = {
  readonly manifest: Manifest;
  readonly fileKeys: ReadonlySet<FileKey>;
};

const manifestBytesMax = 256 * 1024 * 1024;

/**
 * Reads a backup to its end, and answers what is in it when every part is there with the bytes that
 * the manifest names. Throws a BackupError otherwise; nothing has been written then.
 */
export async function checkBackup(
  file: string,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<CheckedBackup> {
  const seen: BackupPart[] = [];
  const fileKeys = new Set<FileKey>();
  let manifestText: string | null = null;
  let bytes = 0;
  await underDamage(file, async () => {
    for await (const entry of readParts(file)) {
      if (manifestText !== null) throw new BackupError('something follows its manifest');
      const { name, size } = entry;
      if (name === manifestName) {
        manifestText = await textOf(entry);
        continue;
      }
      const hash = createHash('sha256');
      for await (const chunk of entry.body) {
        hash.update(chunk);
        bytes += chunk.length;
        onProgress(bytes);
      }
      if (name.startsWith(filePrefix)) fileKeys.add(name.slice(filePrefix.length));
      seen.push({ name, bytes: size, sha256: hash.digest('hex') });
    }
    if (manifestText === null) throw new BackupError('it has no manifest');
  });
  const manifest = readManifest(file, manifestText ?? '');
  await underDamage(file, async () => compare(seen, manifest));
  return { manifest, fileKeys };
}

/** The parts of a backup, in order. */
export async function* readParts(file: string): AsyncGenerator<TarEntry, void> {
  const unpacked = new PassThrough();
  const reading = pipeline(createReadStream(file), createGunzip(), unpacked);
  // A failure ends the stream, which is where it is heard of.
  reading.catch(() => undefined);
  try {
    yield* readTar(unpacked);
    // To the very end: the checksum of the gzip stands there.
    for await (const rest of unpacked) {
      if (Buffer.from(rest).some((byte) => byte !== 0))
        throw new BackupError('bytes follow its end');
    }
    await reading;
  } finally {
    unpacked.destroy();
  }
}

/** The bytes of a part, which end with an error when they are not what the manifest says. */
export async function* verifiedBody(
  entry: TarEntry | undefined,
  expected: BackupPart,
): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  if (entry?.name === expected.name) {
    for await (const chunk of entry.body) {
      hash.update(chunk);
      yield chunk;
    }
  }
  if (hash.digest('hex') !== expected.sha256) {
    throw new BackupError(`The backup changed while it was read, at ${expected.name}.`);
  }
}

function readManifest(file: string, text: string): Manifest {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw damaged(file, error);
  }
  const isOfLaterFormat =
    typeof raw === 'object' && raw !== null && 'format' in raw && Number(raw.format) > 1;
  if (isOfLaterFormat) {
    throw new BackupError(
      `${file} was written by a newer Belay, in a form that this one cannot read. Install that version or a later one.`,
    );
  }
  const parsed = manifestShape.safeParse(raw);
  if (!parsed.success) throw damaged(file, new BackupError('its manifest is not one of Belay'));
  return parsed.data;
}

/** Everything that was seen is in the manifest, in its order, and everything in it was seen. */
function compare(seen: readonly BackupPart[], manifest: Manifest): void {
  const { tables, files, secret } = manifest;
  const expected = [
    ...tables.flatMap(({ parts }) => parts),
    ...(secret.part === null ? [] : [secret.part]),
  ];
  const others = seen.filter(({ name }) => !name.startsWith(filePrefix));
  for (const [index, part] of expected.entries()) {
    const found = others[index];
    if (found?.name !== part.name) throw new BackupError(`${part.name} is missing`);
    if (found.sha256 !== part.sha256) throw new BackupError(`${part.name} was changed`);
  }
  if (others.length > expected.length) throw new BackupError('it holds more than its manifest');

  const damagedBefore = new Set(files.damaged);
  const listed = createHash('sha256');
  for (const { name, bytes, sha256 } of seen) {
    if (!name.startsWith(filePrefix)) continue;
    const key = name.slice(filePrefix.length);
    if (!key.endsWith(sha256) && !damagedBefore.has(key)) {
      throw new BackupError(`the file ${key} was changed`);
    }
    listed.update(`${key} ${bytes}\n`);
  }
  if (listed.digest('hex') !== files.sha256) throw new BackupError('files are missing');
}

async function textOf(entry: TarEntry): Promise<string> {
  if (entry.size > manifestBytesMax) throw new BackupError('its manifest is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of entry.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Whatever goes wrong in reading is the file's fault, unless it cannot be opened at all. */
async function underDamage(file: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new BackupError(`There is no file ${file}.`, { cause: error });
    if (code === 'EISDIR') throw new BackupError(`${file} is a folder.`, { cause: error });
    if (code === 'EACCES')
      throw new BackupError(`${file} may not be read by this user.`, { cause: error });
    throw damaged(file, error);
  }
}

function damaged(file: string, error: unknown): BackupError {
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  return new BackupError(
    `${file} is damaged or no backup of Belay (${reason}). Nothing was written. Use another backup.`,
    { cause: error },
  );
}
