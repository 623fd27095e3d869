import { createHash, hkdfSync } from 'node:crypto';
import { z } from 'zod';

/*
 * A backup is one gzipped tar:
 *
 *   tables/<schema>.<table>/000001.copy …   rows as COPY writes them, in parts of a few megabytes
 *   files/<workspace>/<sha256>              attachments and raw mails, under the keys of the file store
 *   secret                                  only where it was asked for
 *   manifest.json                           what is inside, with counts and checksums
 *
 * The manifest is last, because only then everything is counted: a backup without one is not whole.
 */

export const manifestName = 'manifest.json';
export const secretName = 'secret';
export const filePrefix = 'files/';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const name = z.string().min(1);

const partShape = z.object({ name, bytes: count, sha256 });

const tableShape = z.object({
  schema: name,
  name,
  /** The columns in it, in order. Numbers of transactions and what is computed stay out. */
  columns: z.array(name).min(1),
  rows: count,
  bytes: count,
  /** Of all rows in any order; see row-sum.ts. */
  rowSum: sha256,
  parts: z.array(partShape),
});

const sequenceShape = z.object({
  schema: name,
  name,
  lastValue: z.string().regex(/^-?\d+$/),
  isCalled: z.boolean(),
});

export const manifestShape = z.object({
  kind: z.literal('belay-backup'),
  format: z.literal(1),
  belayVersion: name,
  postgresVersion: name,
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ number: count, name, checksum: sha256 })).min(1),
  /** Of every table with its columns and their types. */
  schemaHash: sha256,
  tables: z.array(tableShape).min(1),
  sequences: z.array(sequenceShape),
  files: z.object({
    count,
    bytes: count,
    /** Over key and size of each, in order; the bytes of each are checked by its key. */
    sha256,
    /** Attachments whose file was not in the store when the backup was made. */
    missing: z.array(name),
    /** Files whose bytes were not those of their key any more. */
    damaged: z.array(name),
  }),
  secret: z.object({ isIncluded: z.boolean(), fingerprint: name, part: partShape.nullable() }),
});

export type Manifest = z.infer<typeof manifestShape>;
export type BackedUpTable = z.infer<typeof tableShape>;
export type BackedUpSequence = z.infer<typeof sequenceShape>;
export type BackupPart = z.infer<typeof partShape>;

export function partOf(partName: string, bytes: Buffer): BackupPart {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { name: partName, bytes: bytes.length, sha256: digest };
}

/** Tells two secrets apart without telling either. */
export function secretFingerprint(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'belay', 'fingerprint in backups', 8)).toString(
    'hex',
  );
}
