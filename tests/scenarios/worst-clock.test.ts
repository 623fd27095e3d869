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

test('D5: what burns first stands first: the longest overdue, then the nearest deadline', async () => {
  const story = await openStory();
  const written = async (from: string): Promise<string> =>
    story.customerWrites({ text: 'Where is my order?', from: `${from}@customer.example` });
  const oldest = await written('oldest');
  await story.advance('PT2H');
  const older = await written('older');
  // Both are past their first response; one more has just begun to run.
  await story.advance('PT5H');
  const newest = await written('newest');
  const listed: string[] = [];
  let next: unknown = null;
  do {
    const cursor = typeof next === 'string' ? `&cursor=${encodeURIComponent(next)}` : '';
    const { status, body } = await story.hoa.browser.get(
      `/api/v1/tickets?view=all&sort=burning&limit=1${cursor}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    listed.push(...(body['items'] as TicketRow[]).map(({ id }) => id));
    next = body['nextCursor'];
  } while (next !== null);
  assert.deepEqual(listed, [oldest, older, newest]);
});
