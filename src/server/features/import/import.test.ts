import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { openWorld, type World } from '#harness/world.ts';
import { importConversations } from './public.ts';

const conversations = [
  {
    id: 'a-1',
    source: 'old-desk',
    messages: [
      { author: 'customer', name: 'Mai', at: '2025-01-02T03:04:05Z', text: 'Đơn hàng đâu rồi? 📦' },
      { author: 'agent', text: 'Chào chị, đơn đang trên đường.' },
    ],
  },
  { id: 'a-2', source: 'old-desk', messages: [{ author: 'customer', text: '退款还没有到账' }] },
  { id: 'a-3', source: 'old-desk', messages: [] },
];

function fileOf(lines: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'belay-import-')), 'history.jsonl.gz');
  writeFileSync(file, gzipSync(lines.join('\n')));
  return file;
}

async function run(world: World, file: string, isDryRun = false) {
  const { db, clock } = world.belay;
  const { workspaceId } = world;
  return importConversations({
    db,
    clock,
    workspaceId,
    file,
    isDryRun,
    onProgress: () => undefined,
  });
}

async function counted(world: World) {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*)::int from ticket) as tickets,
      (select count(*)::int from message) as messages,
      (select count(*)::int from clock) as clocks,
      (select count(*)::int from timer where fired_at is null) as timers,
      (select count(*)::int from outbox) as letters,
      (select count(*)::int from notification) as notices
  `.execute(world.belay.db);
  return rows[0];
}

test('history is taken over once, in its own time, and nobody hears of it', async () => {
  const world = await openWorld();
  const file = fileOf([...conversations.map((each) => JSON.stringify(each)), 'not json', '']);

  const dry = await run(world, file, true);
  assert.deepEqual([dry.conversations, dry.messages, dry.unreadable], [3, 3, 1]);
  assert.equal(dry.withoutMessages, 1, 'which says beforehand what will look empty');
  assert.equal((await counted(world))?.['tickets'], 0, 'a dry run writes nothing');

  const real = await run(world, file);
  assert.deepEqual([real.conversations, real.messages, real.alreadyThere], [3, 3, 0]);
  assert.equal(real.withoutMessages, 1);
  assert.deepEqual(real.problems, [{ line: 4, problem: 'not JSON' }]);
  const silent = { tickets: 3, messages: 3, clocks: 0, timers: 0, letters: 0, notices: 0 };
  assert.deepEqual(await counted(world), silent);

  const again = await run(world, file);
  assert.deepEqual([again.conversations, again.alreadyThere], [0, 3]);
  await world.advance('P40D');
  assert.deepEqual(await counted(world), silent, 'no clock runs on it, however long it lies');

  const found = await world.hoa.browser.get(`/api/v1/tickets?search=${encodeURIComponent('退款')}`);
  const [row] = found.body['items'] as { language: string; state: string }[];
  assert.deepEqual([row?.language, row?.state], ['zh-Hans', 'closed']);
});

test('characters that no database holds end no import', async () => {
  const world = await openWorld();
  const odd = [
    '{"id":"b\\u0000-1","messages":[{"author":"customer","name":"N\\u0000","text":"half \\ud83d"}]}',
    '{"id":"b-2","messages":[{"author":"customer","text":"a\\u0000b","at":"0000-01-01T00:00:00Z"}]}',
    '{"id":"b-3","messages":[{"author":"customer","text":"whole \\ud83d\\ude00"}]}',
  ];
  const report = await run(world, fileOf(odd));
  assert.deepEqual([report.conversations, report.unreadable], [2, 1]);
  const { rows } = await sql<{ text: string }>`select text from message order by text`.execute(
    world.belay.db,
  );
  assert.deepEqual(
    rows.map(({ text }) => text),
    ['half \ufffd', 'whole \u{1f600}'],
  );
  assert.equal((await run(world, fileOf(odd))).alreadyThere, 2);
});

test('what was taken over stands at its own time in every list', async () => {
  const world = await openWorld();
  const lines = [
    { author: 'bot', text: 'Welcome' },
    { author: 'customer', at: '2024-05-06T07:08:09Z', text: 'Where is it?' },
    { author: 'agent', text: 'On its way' },
  ];
  await run(world, fileOf([JSON.stringify({ id: 'c-1', messages: lines })]));
  await world.customerWrites({ text: 'Where is my order?' });
  const { rows } = await sql<{ said: string }>`
    select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as said
    from message where channel_kind = 'imported' order by created_at
  `.execute(world.belay.db);
  assert.deepEqual(
    rows.map(({ said }) => said),
    ['2024-05-06 07:08:08', '2024-05-06 07:08:09', '2024-05-06 07:08:10'],
  );
  const all = await world.hoa.browser.get('/api/v1/tickets?view=all');
  const listed = all.body['items'] as { channelKind: string; lastMessageAt: string }[];
  assert.deepEqual(
    listed.map(({ channelKind }) => channelKind),
    ['email', 'imported'],
  );
  assert.equal(listed[1]?.lastMessageAt, '2024-05-06T07:08:10.000Z');
});
