import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';
import { transaction } from '#server/platform/db/transaction.ts';

test('what was being read when it was forgotten is not kept', async () => {
  const { belay, workspaceId, hoa } = await openWorld();
  const { core, db } = belay;
  const nameOfHoa = () =>
    transaction(db, async (tx) => {
      const { directory } = await core.context(tx, workspaceId);
      return directory.agents.get(hoa.id)?.name;
    });
  await transaction(db, async (tx) => {
    const reading = core.context(tx, workspaceId);
    // Somebody's change commits while the people are read as they were before it.
    core.forget(workspaceId);
    await reading;
  });
  await sql`update agent set name = 'Hoa Tran' where id = ${hoa.id}`.execute(db);
  assert.equal(await nameOfHoa(), 'Hoa Tran');
});
