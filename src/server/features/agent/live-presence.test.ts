import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openWorld, type Person } from '#harness/world.ts';
import { silentLogger } from '#server/platform/log.ts';
import { createLivePresence } from './live-presence.ts';

const world = await openWorld();
const { core, db } = world.belay;

/** A process that serves pages of its own. */
function startProcess() {
  const presence = createLivePresence(core, silentLogger());
  after(() => presence.stop());
  return presence;
}

async function presenceOf({ id }: Person): Promise<string> {
  const { rows } = await sql<{ presence: string }>`
    select presence from agent where id = ${id}
  `.execute(db);
  return rows[0]?.presence ?? '';
}

async function choose({ browser }: Person, presence: string): Promise<void> {
  assert.equal((await browser.put('/api/v1/session/presence', { presence })).status, 200);
}

const pageOf = ({ id }: Person) => ({ workspaceId: world.workspaceId, agentId: id });

test('whoever opens the desk is online, and offline a while after their last page is gone', async () => {
  const desk = startProcess();
  await choose(world.hoa, 'offline');
  desk.came(pageOf(world.hoa));
  desk.came(pageOf(world.hoa));
  await desk.beat();
  assert.equal(await presenceOf(world.hoa), 'online');
  desk.went(pageOf(world.hoa));
  await world.advance('PT10M');
  await desk.beat();
  assert.equal(await presenceOf(world.hoa), 'online', 'one page is still open');
  desk.went(pageOf(world.hoa));
  await world.advance('PT1M');
  await desk.beat();
  assert.equal(await presenceOf(world.hoa), 'online', 'a reload takes less');
  await world.advance('PT1M');
  await desk.beat();
  assert.equal(await presenceOf(world.hoa), 'offline');
});

test('nobody whose process was killed stays online, and nobody loses a page served elsewhere', async () => {
  const killed = startProcess();
  const other = startProcess();
  await choose(world.sam, 'offline');
  await choose(world.lan, 'offline');
  killed.came(pageOf(world.sam));
  killed.came(pageOf(world.lan));
  other.came(pageOf(world.lan));
  await killed.beat();
  await other.beat();
  assert.deepEqual(
    [await presenceOf(world.sam), await presenceOf(world.lan)],
    ['online', 'online'],
  );
  await world.advance('PT1M');
  await other.beat();
  await world.advance('PT1M');
  await other.beat();
  assert.deepEqual(
    [await presenceOf(world.sam), await presenceOf(world.lan)],
    ['offline', 'online'],
  );
});

test('what somebody chose is left alone, and a page that outlived its lease is back', async () => {
  const desk = startProcess();
  const other = startProcess();
  desk.came(pageOf(world.minh));
  desk.came(pageOf(world.ada));
  await desk.beat();
  await choose(world.minh, 'away');
  await world.advance('PT5M');
  // The database was away for this process only: another one has ended the leases.
  await other.beat();
  assert.deepEqual(
    [await presenceOf(world.minh), await presenceOf(world.ada)],
    ['away', 'offline'],
  );
  await desk.beat();
  assert.deepEqual([await presenceOf(world.minh), await presenceOf(world.ada)], ['away', 'online']);
});
