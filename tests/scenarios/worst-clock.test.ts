import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketRow } from '#contract/ticket.ts';
import { openStory, type Story } from '#harness/story.ts';

/** The row of the only ticket, as every list shows it. */
async function row(story: Story): Promise<TicketRow> {
  const { status, body } = await story.hoa.browser.get('/api/v1/tickets?view=all');
  assert.equal(status, 200);
  const [first] = body['items'] as TicketRow[];
  assert.ok(first !== undefined);
  return first;
}

test('a breached clock that is still owed stands in the list before the nearest that runs', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  const calm = await row(story);
  assert.equal(calm.owedClock, null);
  assert.equal(calm.nextClock?.metric, 'first_response');
  const { dueAt } = calm.nextClock;

  await story.advance('PT5H');
  const late = await row(story);
  assert.deepEqual(
    [late.isBreached, late.owedClock?.metric, late.owedClock?.dueAt],
    [true, 'first_response', dueAt],
  );
  assert.notEqual(late.nextClock?.metric, 'first_response', 'what still runs is told as well');

  await story.reply(story.hoa, ticketId, { text: 'It left this morning.' });
  await story.advance('PT1M');
  const answered = await row(story);
  assert.equal(answered.owedClock, null, 'once it is given it is not owed');
});
