import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { silentLogger } from '../log.ts';
import { connectDatabase, type ConnectedDatabase } from './connect.ts';
import { sharedBuffersMb } from './postgres-process.ts';
import { choosePostgresUser } from './postgres-user.ts';
import { isDatabaseAway } from './transaction.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-embedded-'));
chmodSync(folder, 0o755);
const dataFolder = join(folder, 'data');
const opened: ConnectedDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.stop();
});
after(() => rmSync(folder, { recursive: true }));

async function open(home = dataFolder): Promise<ConnectedDatabase> {
  const database = await connectDatabase(
    { kind: 'embedded', dataFolder: home },
    { log: silentLogger(), say: () => undefined, poolSize: 2 },
  );
  opened.push(database);
  return database;
}

function serverPid(home = dataFolder): number {
  return Number(readFileSync(join(home, 'postgres/db/postmaster.pid'), 'utf8').split('\n')[0]);
}

function isFileAbsent(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'open';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie that nobody has collected yet is dead all the same.
  return (
    process.platform !== 'linux' ||
    !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  );
}

async function until(claim: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const start = performance.now();
  while (!(await claim())) {
    assert.ok(performance.now() - start < withinMs, `not within ${withinMs} ms`);
    await wait(20);
  }
  return performance.now() - start;
}

/** Another process that opens the database, runs a query, says so, and stays. */
async function spawnHolder(
  home: string,
  query: string,
  user: { uid: number; gid: number } | null = null,
): Promise<ChildProcess> {
  const script = `
    import { connectDatabase } from ${JSON.stringify(new URL('./connect.ts', import.meta.url).href)};
    import { silentLogger } from ${JSON.stringify(new URL('../log.ts', import.meta.url).href)};
    const database = await connectDatabase(
      { kind: 'embedded', dataFolder: ${JSON.stringify(home)} },
      { log: silentLogger(), say: () => undefined },
    );
    await database.pool.query(${JSON.stringify(query)});
    process.on('SIGTERM', () => void database.stop().then(() => process.exit(0)));
    setInterval(() => undefined, 1000);
    console.log('ready');
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(user === null ? {} : user),
  });
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'exit').then(() => Promise.reject(new Error('the holder ended'))),
  ]);
  return holder;
}

async function end(holder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(holder, 'exit');
  holder.kill(signal);
  await exit;
}

async function names(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>('select name from kept order by name');
  return rows.map(({ name }) => name);
}

test('PostgreSQL keeps pages in an eighth of the memory, within bounds', () => {
  const gigabyte = 1024 ** 3;
  assert.deepEqual(
    [0.5, 1, 4, 8, 64].map((count) => sharedBuffersMb(count * gigabyte)),
    [128, 128, 512, 1024, 1024],
  );
});

test('two processes may meet on an empty folder, and both have the same database', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  await first.pool.query('create table kept (name text)');
  await second.pool.query("insert into kept values ('together')");
  assert.deepEqual(await names(first.pool), ['together']);
  const { rows } = await first.pool.query(
    `select current_setting('listen_addresses') as tcp, lower('ĐƠN') as folded, 'ส' ~ '[[:alpha:]]' as thai,
            current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`,
  );
  assert.deepEqual(rows, [{ tcp: '', folded: 'đơn', thai: true, fsync: 'on', pages: 'on' }]);
  await second.stop();
  await first.stop();
  assert.equal(existsSync(join(dataFolder, 'postgres/db/postmaster.pid')), false);
});

test('the database asks for a password, which only the data folder tells', async () => {
  const database = await open();
  assert.equal(lstatSync(join(dataFolder, 'postgres-password')).mode & 0o777, 0o600);
  const { default: pg } = await import('pg');
  const stranger = new pg.Client({ ...database.sessionAddress, password: 'guess' });
  await assert.rejects(stranger.connect(), /password authentication failed/);
  await database.stop();
});

test('a server that is killed comes back by itself, with everything acknowledged', async () => {
  const database = await open();
  await database.pool.query("insert into kept values ('before the kill')");
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  const errors: unknown[] = [];
  const healedMs = await until(async () => {
    try {
      // For a moment the sessions of the killed server still answer.
      return (await names(database.pool)).includes('before the kill') && serverPid() !== killed;
    } catch (error) {
      if (isFileAbsent(error)) return false;
      errors.push(error);
      return false;
    }
  }, 10_000);
  assert.ok(errors.every(isDatabaseAway), String(errors.find((error) => !isDatabaseAway(error))));
  assert.ok(healedMs < 10_000);
  await database.stop();
});

test('killing Belay stops its server, and the next start finds everything', async () => {
  const holder = await spawnHolder(dataFolder, "insert into kept values ('orphan')");
  const pid = serverPid();
  await end(holder, 'SIGKILL');
  await until(() => !isAlive(pid), 10_000);
  const database = await open();
  assert.ok((await names(database.pool)).includes('orphan'));
  await database.stop();
});

test('a start in the very moment after a kill does not wait for the watchdog', async () => {
  for (let round = 0; round < 3; round += 1) {
    const holder = await spawnHolder(dataFolder, `insert into kept values ('round ${round}')`);
    await end(holder, 'SIGKILL');
    const start = performance.now();
    const database = await open();
    assert.ok(performance.now() - start < 5_000);
    assert.ok((await names(database.pool)).includes(`round ${round}`));
    await database.stop();
  }
});

test('Belay and its server killed together leave nothing that blocks the next start', async () => {
  const holder = await spawnHolder(dataFolder, "insert into kept values ('both')");
  const pid = serverPid();
  process.kill(pid, 'SIGKILL');
  await end(holder, 'SIGKILL');
  const database = await open();
  assert.ok((await names(database.pool)).includes('both'));
  await database.stop();
});

test('whoever joined a running server takes over when its owner leaves or is killed', async () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const owner = await spawnHolder(dataFolder, 'select 1');
    const guest = await open();
    await guest.pool.query("insert into kept values ('by a guest')");
    await end(owner, signal);
    await until(async () => {
      try {
        return (await names(guest.pool)).includes('by a guest');
      } catch (error) {
        assert.ok(isDatabaseAway(error), String(error));
        return false;
      }
    }, 10_000);
    await guest.stop();
    // A killed owner's server may have answered to the last; then its watchdog stops it.
    await until(() => !existsSync(join(dataFolder, 'postgres/db/postmaster.pid')), 10_000);
  }
});

const user = choosePostgresUser(null);
const asRoot = { skip: user === null ? 'needs root' : false };

test('an ordinary user needs no other user', asRoot, async () => {
  assert.ok(user);
  const home = join(folder, 'ordinary');
  mkdirSync(home);
  chownSync(home, user.uid, user.gid);
  const holder = await spawnHolder(join(home, 'data'), 'select 1', user);
  assert.equal(lstatSync(join(home, 'data')).mode & 0o777, 0o700);
  await end(holder, 'SIGTERM');
});

test(
  "a folder that PostgreSQL's user may not enter gets its database elsewhere",
  asRoot,
  async () => {
    const home = join(folder, 'private');
    mkdirSync(home, { mode: 0o700 });
    const first = await open(join(home, 'data'));
    await first.pool.query('create table kept (name text)');
    await first.stop();
    const link = join(home, 'data/postgres');
    assert.ok(lstatSync(link).isSymbolicLink());
    const second = await open(join(home, 'data'));
    assert.deepEqual(await names(second.pool), []);
    await second.stop();
    await second.stop();
    rmSync(realpathSync(link), { recursive: true });
    await assert.rejects(open(join(home, 'data')), /points to .*, which is gone/);
  },
);

test('a lost password is said at once, and nothing is left running', async () => {
  const path = join(dataFolder, 'postgres-password');
  const password = readFileSync(path);
  rmSync(path);
  await assert.rejects(open(), /the password in postgres-password is not the one/);
  assert.equal(existsSync(join(dataFolder, 'postgres/db/postmaster.pid')), false);
  rmSync(path);
  writeFileSync(path, password, { mode: 0o600 });
  await (await open()).stop();
});
