import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStory } from '#harness/story.ts';
import type { ChannelId } from '#domain/kernel/id.ts';
import { plusMs } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { storeRaw } from './store-raw.ts';

const story = await openStory();
const { db, clock } = story.belay;
const found = await sql<{ id: ChannelId }>`select id from channel where kind = 'email'`.execute(db);
const [channel] = found.rows;

async function arrive(name: string, into: Db = db): Promise<void> {
  assert.ok(channel);
  const content = Buffer.from(
    [
      `From: ${name} <${name}@customer.example>`,
      'To: support@acme.example',
      `Subject: ${name}`,
      `Message-ID: <${name}@customer.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=part',
      '',
      '--part',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'See the receipt.',
      '--part',
      'Content-Type: application/pdf; name=receipt.pdf',
      'Content-Disposition: attachment; filename=receipt.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(`%PDF of ${name}`).toString('base64'),
      '--part--',
      '',
    ].join('\r\n'),
  );
  const { workspaceId } = story;
  await storeRaw(into, { workspaceId, channelId: channel.id, content, receivedAt: clock.now() });
}

async function outcomeOf(name: string) {
  const { rows } = await sql<{ state: string; text: string | null; files: number }>`
    select
      r.state,
      m.text,
      (select count(*)::int from attachment f where f.message_id = m.id) as files
    from raw_message r
    left join message m on m.raw_message_id = r.id
    where convert_from(r.content, 'UTF8') like ${`From: ${name}%`}
  `.execute(db);
  return rows[0];
}

test('P5: a mail that no file could be written for waits for the disk, however long', async () => {
  const folder = `/tmp/belay-test-files-${new URL(story.databaseUrl).pathname.slice(1)}`;
  await rename(folder, `${folder}-away`);
  await writeFile(folder, 'no folder any more');
  await arrive('patient');
  for (let index = 0; index < 8; index += 1) await story.advance('PT6S');
  assert.equal((await outcomeOf('patient'))?.state, 'stored', 'it is not taken for unreadable');
  await rm(folder);
  await rename(`${folder}-away`, folder);
  await story.advance('PT6S');
  assert.deepEqual(await outcomeOf('patient'), {
    state: 'processed',
    text: 'See the receipt.',
    files: 1,
  });
});

test('a mail that another process reads just now is left to it, and taken over when it died', async () => {
  await transaction(db, async (tx) => {
    await arrive('held', tx);
    await sql`
      update raw_message
      set
        attempts = 1,
        resting_until = ${at(plusMs(clock.now(), 15_000))}
      where convert_from(content, 'UTF8') like 'From: held%'
    `.execute(tx);
  });
  await story.advance('PT10S');
  assert.equal((await outcomeOf('held'))?.state, 'stored');
  await story.advance('PT6S');
  assert.equal((await outcomeOf('held'))?.state, 'processed');
});
