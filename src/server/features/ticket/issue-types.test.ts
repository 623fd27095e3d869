import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueTypeList } from '#contract/issue-type.ts';
import { ticketPage } from '#contract/ticket-page.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();

async function known(): Promise<string[]> {
  const answer = await world.sam.browser.get('/api/v1/tickets/issue-types');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return issueTypeList.parse(answer.body).items;
}

test('the menu offers the issue types of the matrix, and those that tickets have, each once', async () => {
  const before = await known();
  assert.ok(before.includes('outage'), `the standard matrix asks for outages: ${before.join()}`);
  assert.deepEqual(before, before.toSorted());

  for (const issueType of ['warranty', 'warranty', 'outage']) {
    const ticketId = await world.customerWrites({ text: 'It broke.' });
    const changed = await world.sam.browser.patch(`/api/v1/tickets/${ticketId}`, { issueType });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
  }
  assert.deepEqual(await known(), [...before, 'warranty'].toSorted());
});

test('an issue type set on a ticket stands on its page and narrows the list', async () => {
  const ticketId = await world.customerWrites({ text: 'I never ordered this.' });
  await world.sam.browser.patch(`/api/v1/tickets/${ticketId}`, { issueType: 'identity_theft' });
  const page = ticketPage.parse((await world.sam.browser.get(`/api/v1/tickets/${ticketId}`)).body);
  assert.equal(page.ticket.issueType, 'identity_theft');
  const found = await world.sam.browser.get('/api/v1/tickets?view=all&issueType=identity_theft');
  assert.equal(found.status, 200);
  assert.ok(JSON.stringify(found.body).includes(ticketId));
  assert.ok(!JSON.stringify(found.body).includes('It broke.'));
});
