import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { BackupError } from './backup-error.ts';
import { withSession } from './catalogue.ts';
import { restoreBackup, type RestoreRequest } from './restore-backup.ts';
import { readFileKeys } from './write-backup.ts';

/*
 * A backup is worth what can be restored of it. So it is restored: into a database of its own on the
 * same server, which nobody else knows and which is dropped afterwards. One that a killed run left
 * carries a comment that says so, and the next run drops it.
 */

/** One trial at a time for a database; the number says nothing. */
const trialLock = 7_300_012;
const namePattern = '^belay_verify_[0-9a-f]{12}$';

export type TrialRequest = Omit<RestoreRequest, 'files'>;

/**
 * Restores a checked backup into a scratch database, reads every table back, checks every key and
 * constraint, brings it to the schema of this Belay, and drops it again. Nothing else is touched.
 * Throws a BackupError that says what is wrong.
 */
export async function verifyBackup(request: TrialRequest): Promise<void> {
  await withSession(request.address, async (admin) => {
    const { rows } = await admin.query<{ isFree: boolean }>(
      'select pg_try_advisory_lock($1) as "isFree"',
      [trialLock],
    );
    if (rows[0]?.isFree !== true) {
      throw new BackupError('Another backup is being verified here. Wait until that is done.');
    }
    await dropLeftovers(admin);
    const database = await createScratch(admin);
    try {
      const address = { ...addressOf(admin), database };
      await restoreBackup({ ...request, address, files: null });
      await withSession(address, (client) => refuseLostFiles(client, request));
    } finally {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
    }
  });
}

/** A file that a row speaks of is in the backup, or was gone already when that was made. */
async function refuseLostFiles(client: pg.Client, request: TrialRequest): Promise<void> {
  const { manifest, fileKeys } = request.backup;
  const known = new Set([...fileKeys, ...manifest.files.missing]);
  const lost = (await readFileKeys(client)).filter((key) => !known.has(key));
  if (lost.length > 0) {
    throw new BackupError(
      `${lost.length} files that the database speaks of are not in the backup, the first is ${lost[0]}.`,
    );
  }
}

/** Made like the database beside it, so that the same letters are letters and sort alike. */
async function createScratch(admin: pg.Client): Promise<string> {
  const name = `belay_verify_${randomBytes(6).toString('hex')}`;
  const { rows } = await admin.query<{ collate: string; ctype: string }>(
    'select datcollate as collate, datctype as ctype from pg_database where datname = current_database()',
  );
  const { collate = 'C.UTF-8', ctype = 'C.UTF-8' } = rows[0] ?? {};
  try {
    await admin.query(
      `create database ${name} template template0 encoding 'UTF8'
       lc_collate ${pg.escapeLiteral(collate)} lc_ctype ${pg.escapeLiteral(ctype)}`,
    );
  } catch (error) {
    // 42501: insufficient privilege.
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
    throw new BackupError(
      `Verifying restores into a database of its own, and the user ${admin.user} may not make one. Allow it with: alter role ${admin.user} createdb`,
      { cause: error },
    );
  }
  await admin.query(`comment on database ${name} is ${pg.escapeLiteral(markOf(admin))}`);
  return name;
}

async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name
     from pg_database
     where datname ~ $1 and shobj_description(oid, 'pg_database') = $2`,
    [namePattern, markOf(admin)],
  );
  for (const { name } of rows) {
    await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  }
}

function markOf(admin: pg.Client): string {
  return `Scratch of belay restore --verify beside ${admin.database}; may be dropped.`;
}

/** How the session was reached, in single values: a whole URL would win over the name to change. */
function addressOf(client: pg.Client): pg.ClientConfig {
  const { host, port, user, password, ssl } = client;
  return {
    host,
    port,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined || password === null ? {} : { password }),
    ssl,
  };
}
