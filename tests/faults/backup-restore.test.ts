import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { gzipSync, gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { createEmptyDatabase, type TestDatabase } from '#harness/database.ts';
import { openStory } from '#harness/story.ts';
import { createBelay } from '#server/belay.ts';
import { playSample } from '#server/features/sample/public.ts';
import { BackupError } from '#server/platform/backup/backup-error.ts';
import type { Manifest } from '#server/platform/backup/manifest.ts';
import { checkBackup } from '#server/platform/backup/read-backup.ts';
import { restoreBackup } from '#server/platform/backup/restore-backup.ts';
import { verifyBackup } from '#server/platform/backup/verify-backup.ts';
import { writeBackup } from '#server/platform/backup/write-backup.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import { createFolderStore } from '#server/platform/files/folder-store.ts';
import { silentLogger } from '#server/platform/log.ts';
import { migrate, migrationsFolder } from '#server/platform/migrate.ts';

/*
 * P11: a desk at work is backed up, and what comes out of the backup is the desk at one moment,
 * whole: every row, every file, every number drawn. What is damaged, too new or would overwrite
 * something is refused before anything is written.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'belay-backup-'));
const story = await openStory();
const { belay, clock, workspaceId } = story;
await playSample({
  db: belay.db,
  log: silentLogger(),
  clock,
  workspaceId,
  secret: belay.secret,
});
belay.core.forget(workspaceId);

let made = 0;

async function backUp(database: Pick<TestDatabase, 'address'>, files: FileStore) {
  made += 1;
  const file = path.join(folder, `${made}.tar.gz`);
  const { manifest } = await writeBackup({
    address: database.address,
    files,
    target: file,
    now: clock.now(),
    version: 'test',
    secret: belay.secret,
    isSecretIncluded: false,
    onProgress: () => undefined,
  });
  return { file, manifest };
}

/** What is in the tables; in which order the rows stand is the server's affair. */
function rowsOf(manifest: Manifest) {
  return manifest.tables.map(({ parts, ...rest }) => ({ ...rest, isEmpty: parts.length === 0 }));
}

const ours = { address: belay.sessionAddress };

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  after(() => database.drop());
  return database;
}

async function emptyStore(): Promise<FileStore> {
  return createFolderStore(mkdtempSync(path.join(tmpdir(), 'belay-restored-')));
}

async function restore(
  file: string,
  into: { database: TestDatabase; files?: FileStore; migrationsFolder?: string },
): Promise<void> {
  const { database, files = await emptyStore(), ...more } = into;
  await restoreBackup({
    ...more,
    address: database.address,
    file,
    backup: await checkBackup(file),
    files,
    clock,
    say: () => undefined,
    onProgress: () => undefined,
  });
}

async function tablesIn({ pool }: TestDatabase): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*) as count from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  return rows[0]?.count ?? -1;
}

function refusal(words: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof BackupError, String(error));
    assert.match(error.message, words);
    return true;
  };
}

test('a backup of a desk at work is the desk at one moment', async () => {
  let isOver = false;
  let written = 0;
  const writing = (async () => {
    while (!isOver) {
      written += 1;
      await story.customerWrites({
        text: `Where is order ${written}?`,
        from: `c${written}@customer.example`,
      });
    }
  })();
  while (written < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = written;
  const { file } = await backUp(ours, belay.files);
  const during = written;
  isOver = true;
  await writing;
  assert.ok(during > before, 'nothing was written while it was made');

  const database = await emptyDatabase();
  await restore(file, { database });
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*)::int from ticket) as tickets,
      (select count(distinct ticket_id)::int from event where type = 'ticket.created') as created,
      (select count(*)::int from ticket t where not exists (
        select from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id
      )) as wordless,
      (select count(*)::int from event e where ticket_id is not null and not exists (
        select from ticket t where t.workspace_id = e.workspace_id and t.id = e.ticket_id
      )) as lost,
      (select count(*)::int from timer r where ticket_id is not null and not exists (
        select from ticket t where t.workspace_id = r.workspace_id and t.id = r.ticket_id
      )) as stray
  `.execute(database.db);
  const [found = {}] = rows;
  // The last of those counted was still under way.
  assert.ok((found['tickets'] ?? 0) >= 10 + before - 1, JSON.stringify(found));
  assert.equal(found['tickets'], found['created']);
  assert.deepEqual([found['wordless'], found['lost'], found['stray']], [0, 0, 0]);
});

test('what was restored is the same in every row, with its files and numbers, and is a desk again', async () => {
  const contents = ['an invoice', 'أهلا', '\0\n\\.\n'].map((text) =>
    Buffer.from(text.repeat(5000)),
  );
  const stored = await Promise.all(
    contents.map((bytes) => belay.files.put(workspaceId, Readable.from([bytes]), 1e9)),
  );
  const ticketId = await story.customerWrites({
    text: 'NULL \\N \\. \t tab "quote"\r\nสวัสดี 好 🦜',
  });
  await story.hoa.browser.post(`/api/v1/tickets/${ticketId}/messages`, {
    text: 'We look into it.',
  });
  await story.advance('PT1H');
  await belay.settle();
  await belay.timekeeper.stop();
  await belay.outbox.stop();
  const sent = story.smtp.mails.length;
  assert.ok(sent > 0);

  const { file, manifest } = await backUp(ours, belay.files);
  const database = await emptyDatabase();
  const files = await emptyStore();
  await restore(file, { database, files });
  for (const [index, { key }] of stored.entries()) {
    const opened = await files.open(key);
    assert.ok(opened !== null, key);
    assert.deepEqual(await buffer(opened.stream), contents[index]);
  }
  const again = await backUp(database, files);
  assert.deepEqual(rowsOf(again.manifest), rowsOf(manifest));
  assert.deepEqual(again.manifest.sequences, manifest.sequences);
  assert.deepEqual(again.manifest.files, manifest.files);
  assert.equal(again.manifest.schemaHash, manifest.schemaHash);

  const fired = await sql`select key from timer where fired_at is not null order by key`.execute(
    database.db,
  );
  assert.ok(fired.rows.length > 0);
  const restored = await createBelay({
    ...belay,
    db: database.db,
    pool: database.pool,
    sessionAddress: database.address,
    filesFolder: mkdtempSync(path.join(tmpdir(), 'belay-restored-')),
  });
  try {
    await restored.settle();
    assert.equal(story.smtp.mails.length, sent, 'what was sent is not sent again');
    const since = await sql`
      select key from timer where fired_at is not null order by key
    `.execute(database.db);
    assert.deepEqual(since.rows, fired.rows, 'what has fired does not fire again');
    const { rows } = await sql<{ isAhead: boolean; isSeen: boolean }>`
      select
        nextval('event_position_seq') > (select max(position) from event) as "isAhead",
        (select max(txid) from event) < pg_snapshot_xmax(pg_current_snapshot())::text::xid8 as "isSeen"
    `.execute(database.db);
    assert.deepEqual(rows[0], { isAhead: true, isSeen: true });
  } finally {
    await restored.stop();
  }
});

test('a backup is tried in a database of its own that is gone afterwards', async () => {
  const { file } = await backUp(ours, belay.files);
  // Other tests try theirs on the same server: ours say beside which database they are.
  const besideUs = `select from pg_database
    where shobj_description(oid, 'pg_database') like '%beside ' || current_database() || ';%'`;
  const scratch = async (): Promise<number | null> => (await belay.pool.query(besideUs)).rowCount;
  const request = {
    address: ours.address,
    file,
    backup: await checkBackup(file),
    clock,
    say: () => undefined,
    onProgress: () => undefined,
  };
  await verifyBackup(request);
  assert.equal(await scratch(), 0);
  // What was sealed right but says something wrong is found by the database itself.
  const [table] = request.backup.manifest.tables.filter(({ name }) => name === 'ticket');
  assert.ok(table !== undefined);
  const fewer = { ...request.backup.manifest, tables: [{ ...table, rows: table.rows + 1 }] };
  await assert.rejects(
    verifyBackup({ ...request, backup: { ...request.backup, manifest: fewer } }),
    BackupError,
  );
  assert.equal(await scratch(), 0);
});

test('an ordinary role saves and restores, and is told what trying needs', async () => {
  const role = `test_role_${process.pid}`;
  await belay.pool.query(`create role ${role} login password 'of a test'`);
  const database = await createEmptyDatabase();
  try {
    await belay.pool.query(`alter database ${database.name} owner to ${role}`);
    const ordinary = {
      ...database,
      address: { ...database.address, user: role, password: 'of a test' },
    };
    const { file } = await backUp(ours, belay.files);
    await restore(file, { database: ordinary });
    await backUp(ordinary, await emptyStore());
    const request = {
      address: ordinary.address,
      file,
      backup: await checkBackup(file),
      clock,
      say: () => undefined,
      onProgress: () => undefined,
    };
    await assert.rejects(verifyBackup(request), refusal(/alter role test_role_\d+ createdb/));
    await belay.pool.query(`alter role ${role} createdb`);
    await verifyBackup(request);
  } finally {
    await database.drop();
    await belay.pool.query(`drop role ${role}`);
  }
});

test('a damaged, cut or foreign file is refused before anything is written', async () => {
  const { file } = await backUp(ours, belay.files);
  const whole = readFileSync(file);
  const broken = path.join(folder, 'broken.tar.gz');
  const refused = async (words = /is damaged or no backup of Belay .* Nothing was written/) =>
    assert.rejects(checkBackup(broken), refusal(words));

  for (const at of [0.1, 0.5, 0.9]) {
    const copy = Buffer.from(whole);
    const index = Math.floor(copy.length * at);
    copy[index] = (copy[index] ?? 0) ^ 0x10;
    writeFileSync(broken, copy);
    await refused();
  }
  for (const bytes of [0, 10, whole.length >> 1, whole.length - 1]) {
    copyFileSync(file, broken);
    truncateSync(broken, bytes);
    await refused();
  }
  const tar = gunzipSync(whole);
  // Packed again after a letter was changed, or cut between two parts: only the sums can tell.
  const changed = Buffer.from(tar);
  const word = changed.indexOf('Where is order 1?');
  assert.ok(word > 0);
  changed[word] = 0x77;
  writeFileSync(broken, gzipSync(changed));
  await refused(/was changed/);
  writeFileSync(broken, gzipSync(Buffer.concat([tar.subarray(0, 512 * 20), Buffer.alloc(1024)])));
  await refused();
  writeFileSync(broken, 'a letter to my aunt');
  await refused();
  await assert.rejects(checkBackup(path.join(folder, 'none')), refusal(/^There is no file/));
});

test('a database that is not empty is refused, and stays as it was', async () => {
  const { file } = await backUp(ours, belay.files);
  const database = await emptyDatabase();
  await restore(file, { database });
  await sql`update workspace set name = 'Another' where id = ${workspaceId}`.execute(database.db);
  await assert.rejects(restore(file, { database }), refusal(/is not empty.*BELAY_DATA_DIR/s));
  const { rows } = await sql<{ name: string }>`select name from workspace`.execute(database.db);
  assert.deepEqual(rows, [{ name: 'Another' }]);
});

test('a backup of an older schema is brought up to this one', async () => {
  const old = await emptyDatabase();
  await migrate({ address: old.address, clock, say: () => undefined, through: 14 });
  await sql`
    insert into workspace (id, name, language, time_zone, created_at)
    values (${workspaceId}, 'Of old', 'vi', 'Asia/Ho_Chi_Minh', '2020-02-02T02:02:02.123456Z')
  `.execute(old.db);
  const { file, manifest } = await backUp(old, await emptyStore());
  assert.equal(manifest.migrations.at(-1)?.number, 14);

  const database = await emptyDatabase();
  await restore(file, { database });
  const { rows } = await sql<{ name: string; at: string; migrations: number }>`
    select
      name,
      created_at::text as at,
      (select count(*)::int from belay_migration) as migrations
    from workspace
  `.execute(database.db);
  assert.equal(rows[0]?.name, 'Of old');
  assert.match(rows[0]?.at ?? '', /02\.123456/);
  const all = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql'));
  assert.equal(rows[0]?.migrations, all.length);

  const further = await emptyDatabase();
  await migrate({ address: further.address, clock, say: () => undefined });
  await assert.rejects(restore(file, { database: further }), refusal(/the backup is older/));
});

test('a backup of a newer schema is refused, and nothing is made', async () => {
  const { file } = await backUp(ours, belay.files);
  const fewer = mkdtempSync(path.join(tmpdir(), 'belay-migrations-'));
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names.slice(0, -1)) {
    copyFileSync(path.join(migrationsFolder, name), path.join(fewer, name));
  }
  const database = await emptyDatabase();
  await assert.rejects(
    restore(file, { database, migrationsFolder: fewer }),
    refusal(/is of a newer Belay .* this one does not know/),
  );
  const edited = path.join(fewer, names[0] ?? '');
  writeFileSync(edited, `${readFileSync(edited, 'utf8')}\n-- edited\n`);
  copyFileSync(
    path.join(migrationsFolder, names.at(-1) ?? ''),
    path.join(fewer, names.at(-1) ?? ''),
  );
  await assert.rejects(
    restore(file, { database, migrationsFolder: fewer }),
    refusal(/was made with another db\/migrations/),
  );
  assert.equal(await tablesIn(database), 0);
});

test('files that are gone or damaged in the store are told of, not hidden', async () => {
  const database = await emptyDatabase();
  const { file } = await backUp(ours, belay.files);
  const storeFolder = mkdtempSync(path.join(tmpdir(), 'belay-restored-'));
  const files = await createFolderStore(storeFolder);
  await restore(file, { database, files });
  const keys: string[] = [];
  for await (const key of files.list()) keys.push(key);
  assert.ok(keys.length >= 3);
  const [key = ''] = keys;
  const [workspace = '', sum = ''] = key.split('/');
  writeFileSync(path.join(storeFolder, workspace, sum.slice(0, 2), sum.slice(2, 4), sum), 'rot');
  const gone = `${workspaceId}/${createHash('sha256').update('gone').digest('hex')}`;
  await sql`
    insert into attachment (
      workspace_id, id, ticket_id, filename, media_type, size, file_key, created_at
    )
    select workspace_id, id, id, 'gone.pdf', 'application/pdf', 4, ${gone}, created_at
    from ticket
    limit 1
  `.execute(database.db);
  const again = await backUp(database, files);
  assert.deepEqual(again.manifest.files.damaged, [key]);
  assert.deepEqual(again.manifest.files.missing, [gone]);
  const target = await emptyDatabase();
  await restore(again.file, { database: target });
});
