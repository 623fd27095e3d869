import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createEmptyDatabase, type TestDatabase } from '#harness/database.ts';
import { commands } from './commands.ts';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'belay-cli-'));
chmodSync(folder, 0o755);
let database: TestDatabase;
before(async () => {
  database = await createEmptyDatabase();
});
after(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Outcome = { code: number | null; out: string; err: string };

function belay(args: readonly string[], environment: Record<string, string> = {}): Outcome {
  const run = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', BELAY_DATABASE_URL: database.url, ...environment },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('help lists every command, and each explains itself', async () => {
  const { code, out } = belay([]);
  assert.equal(code, 0);
  for (const [name, load] of Object.entries(commands)) {
    const { command } = await load();
    assert.equal(command.name, name);
    assert.ok(out.includes(`  ${name} `), name);
    assert.match(command.usage, new RegExp(`Usage: belay ${name}`));
  }
  assert.match(belay(['migrate', '--help']).out, /^belay migrate: .*\n\nUsage: belay migrate/);
  assert.match(belay(['help', 'doctor']).out, /^belay doctor: /);
});

test('what is asked for wrongly is said in a sentence, with exit code 2', () => {
  assert.deepEqual(belay(['strat']), {
    code: 2,
    out: '',
    err: 'There is no command "strat". See: belay help\n',
  });
  const { code, err } = belay(['migrate', '--chekc']);
  assert.equal(code, 2);
  assert.match(err, /^Unknown option '--chekc'.*\n$/);
});

test('wrong settings are all named, in text and as JSON', () => {
  const wrong = { BELAY_PORT: 'x', BELAY_DATABSE_URL: 'y' };
  const { code, err } = belay(['migrate'], wrong);
  assert.equal(code, 1);
  assert.equal(err.trim().split('\n').length, 2);
  const answer: unknown = JSON.parse(belay(['migrate', '--json'], wrong).out);
  assert.deepEqual(answer, { ok: false, problems: err.trim().split('\n') });
});

test('migrate applies what is missing, once, and --check tells without doing', () => {
  assert.equal(belay(['migrate', '--check']).code, 1);
  const { code, out, err } = belay(['migrate']);
  assert.equal(code, 0, err);
  assert.match(out, /^Applied \d+ migrations\.\n$/);
  assert.match(err, /0001_\w+ \(\d+ ms\)/);
  assert.deepEqual(belay(['migrate', '--json']), {
    code: 0,
    out: '{\n  "applied": []\n}\n',
    err: '',
  });
  assert.deepEqual(belay(['migrate', '--check']), { code: 0, out: 'Nothing to do.\n', err: '' });
});

test('doctor finds a sound installation sound', () => {
  const { code, out } = belay(['doctor']);
  assert.equal(code, 0, out);
  assert.match(out, /ok +database: PostgreSQL \d+.* \(external\) answers and is up to date\./);
  assert.match(out, /ok +node: Node\.js v\d+/);
  assert.match(out, /free for /);
  const answer: unknown = JSON.parse(belay(['doctor', '--json']).out);
  assert.ok(typeof answer === 'object' && answer !== null && 'findings' in answer);
});

test('doctor names what is wrong, and how to mend it', () => {
  chmodSync(join(folder, 'data/secret'), 0o644);
  const { code, out } = belay(['doctor'], { BELAY_BASE_URL: 'http://support.example.com' });
  assert.equal(code, 1);
  assert.match(out, /PROBLEM data folder: .*secret can be read by other users\. Run: chmod 600/);
  assert.match(out, /warning address: .*without encryption/);
  const unset = belay(['doctor'], { BELAY_PORT: 'x' });
  assert.equal(unset.code, 1);
  assert.match(unset.out, /PROBLEM settings: BELAY_PORT is "x"/);
});

test('doctor leaves a folder without database as it found it', () => {
  const { code, out } = belay(['doctor'], { BELAY_DATABASE_URL: '', BELAY_DATA_DIR: 'nowhere' });
  assert.equal(code, 0, out);
  assert.match(out, /embedded database will be made at the first start/);
  assert.match(out, /nowhere will be made at the first start/);
});

test('a command whose launcher is killed ends too', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [${JSON.stringify(main)}, 'migrate'], {
      env: { BELAY_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr.once('data', () => console.log(child.pid));
  `;
  const launcher = spawn(process.execPath, ['-e', script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await once(launcher.stdout, 'data');
  const pid = Number(String(line));
  process.kill(pid, 0);
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  const deadline = performance.now() + 5_000;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      break;
    }
    assert.ok(performance.now() < deadline, 'still running after 5 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
