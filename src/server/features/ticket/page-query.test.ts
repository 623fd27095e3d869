import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ticketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openWorld, type Person } from '#harness/world.ts';

const world = await openWorld();

async function linksOf(ticketId: TicketId, person: Person) {
  const answer = await person.browser.get(`/api/v1/tickets/${ticketId}`);
  return ticketPage.parse(answer.body).links.map(({ subject }) => subject);
}

test('a link names no ticket that its reader may not see', async () => {
  const secret = await world.customerWrites({ subject: 'A secret matter', text: 'Help' });
  const followUp = await world.customerWrites({ subject: 'Again', text: 'Help' });
  await sql`
    update ticket set follow_up_of = ${secret} where id = ${followUp}
  `.execute(world.belay.db);
  assert.deepEqual(await linksOf(followUp, world.hoa), ['A secret matter']);
  await sql`
    update team set is_restricted = true where id = ${world.secondLineId}
  `.execute(world.belay.db);
  await sql`
    update ticket set team_id = ${world.secondLineId}, owner_id = null where id = ${secret}
  `.execute(world.belay.db);
  assert.deepEqual(await linksOf(followUp, world.hoa), []);
  assert.deepEqual(await linksOf(followUp, world.lan), ['A secret matter']);
});
