import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { matrixState } from '#contract/matrix.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const folder = mkdtempSync(join(tmpdir(), 'belay-settings-'));
after(() => rmSync(folder, { recursive: true }));

const { host, port, user, password, database } = world.belay.sessionAddress;
const address = new URL('postgres://localhost');
address.username = String(user ?? '');
address.password = typeof password === 'string' ? password : '';
address.pathname = String(database);
if (host?.startsWith('/')) address.searchParams.set('host', host);
else address.hostname = host ?? 'localhost';
if (port !== undefined) address.port = String(port);

async function belay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', BELAY_DATABASE_URL: address.href },
  });
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    let text = '';
    for await (const part of stream) text += String(part);
    return text;
  };
  const [out, err, [code]] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), out, err };
}

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('clocks check says what holds, and fails when a graded vector does not', async () => {
  const vector = {
    id: 'one-hour',
    op: 'add',
    schedule: { mon: [['09:00', '17:00']] },
    tz: 'UTC',
    start: '2026-03-02T16:30:00Z',
    seconds: 3600,
    end: '2026-03-09T09:30:00Z',
  };
  const good = await belay('clocks', 'check', fileOf('good.json', [vector]));
  assert.equal(good.code, 0);
  assert.match(good.out, /hold +1/);
  const wrong = [{ ...vector, end: '2026-03-02T17:30:00Z' }];
  const bad = await belay('clocks', 'check', fileOf('bad.json', wrong));
  assert.equal(bad.code, 1);
  assert.match(bad.out, /one-hour +2026-03-09T09:30:00\.000Z; expected 2026-03-02T17:30:00\.000Z/);
  assert.equal(
    (await belay('clocks', 'check', fileOf('ungraded.json', [{ ...wrong[0], graded: false }])))
      .code,
    0,
  );
  const none = await belay('clocks', 'check', fileOf('none.json', '{}'));
  assert.equal(none.code, 2);
  assert.match(none.err, /holds no list/);
});

test('the matrix goes out by the command line, is checked, and comes back as a draft', async () => {
  const file = join(folder, 'matrix.json');
  const out = await belay('matrix', 'export', file);
  assert.equal(out.code, 0, out.err);
  assert.equal((await belay('matrix', 'check', file)).code, 0);
  assert.equal((await belay('matrix', 'check')).code, 0);
  const back = await belay('matrix', 'import', file);
  assert.equal(back.code, 0, back.err);
  const { body } = await world.ada.browser.get('/api/v1/matrix');
  const state = matrixState.parse(body);
  assert.deepEqual(state.draft?.content, state.published.content);
  const again = await belay('matrix', 'import', file);
  assert.equal(again.code, 1);
  assert.match(again.err, /A draft is there already/);
  assert.equal((await belay('matrix', 'import', file, '--replace')).code, 0);
});

test('matrix check names faults and dead ends, and what is no matrix at all', async () => {
  const file = join(folder, 'matrix.json');
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const broken = fileOf('broken.json', { ...content, fallback: [], transferLimit: 99 });
  const checked = await belay('matrix', 'check', broken);
  assert.equal(checked.code, 1);
  assert.match(checked.out, /fault +\/fallback +path_empty/);
  assert.match(checked.out, /fault +\/transferLimit +transfer_limit_invalid, value 99/);
  const nonsense = await belay('matrix', 'check', fileOf('nonsense.json', { rules: 7 }));
  assert.equal(nonsense.code, 1);
  assert.match(nonsense.err, /The file is no matrix/);
  assert.equal((await belay('matrix', 'check', join(folder, 'missing.json'))).code, 2);
});
