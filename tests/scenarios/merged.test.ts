import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { mergePreview } from '#contract/merge.ts';
import { searchAnswer } from '#contract/search.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openStory, type Story } from '#harness/story.ts';

function open(page: TicketPage, metric: string) {
  return page.clocks.find((each) => each.metric === metric && each.endedAt === null) ?? null;
}

const merge = (story: Story, from: TicketId, into: TicketId, more: object = {}) =>
  story.hoa.browser.post(`/api/v1/tickets/${from}/merge`, { intoTicketId: into, ...more });

test('C21: two tickets of one customer become one, and all that leads to the one finds the other', async () => {
  const story = await openStory();
  const first = await story.customerWrites({ text: 'My parcel is broken.', subject: 'Broken' });
  await story.reply(story.hoa, first, { text: 'Please send a photo.' });
  await story.advance('PT1H');
  const second = await story.customerWrites({
    text: 'The photo of the zebra vase is attached.',
    subject: 'Photo',
  });
  await story.sam.browser.put(`/api/v1/tickets/${second}/following`, { isFollowed: true });
  await story.advance('PT30M');

  const asked = await story.hoa.browser.post(`/api/v1/tickets/${second}/merge-preview`, {
    intoTicketId: first,
  });
  const preview = mergePreview.parse(asked.body);
  assert.equal(preview.refusal, null);
  assert.equal(preview.messageCount, 2, 'her words and the receipt');
  assert.deepEqual(preview.ending.map(({ metric }) => metric).toSorted(), [
    'first_response',
    'resolution',
  ]);
  assert.deepEqual(
    preview.moving.map(({ metric, dueBefore, dueAfter }) => [metric, dueBefore, dueAfter]),
    [['next_response', null, '2026-03-02T11:00:00.000Z']],
  );
  assert.equal((await story.page(second)).ticket.state, 'new', 'a preview changes nothing');

  const merged = await merge(story, second, first);
  assert.equal(merged.status, 200, JSON.stringify(merged.body));
  assert.equal(merged.body['ticketId'], first);
  const target = await story.page(first);
  const source = await story.page(second);
  assert.equal(open(target, 'next_response')?.dueAt, '2026-03-02T11:00:00.000Z');
  assert.ok(source.clocks.every(({ status }) => status === 'cancelled'));
  assert.deepEqual(source.messages, []);
  assert.deepEqual(source.ticket.mergedInto, { id: first, number: target.ticket.number });
  assert.deepEqual([source.ticket.state, source.ticket.solvedAt], ['closed', null]);
  assert.deepEqual(
    target.messages.map(({ text }) => text).filter((text) => /zebra|broken/.test(text)),
    ['My parcel is broken.', 'The photo of the zebra vase is attached.'],
  );
  assert.deepEqual(
    target.links.map(({ kind, ticketId }) => [kind, ticketId]),
    [['merged_from', second]],
  );
  assert.deepEqual(
    source.links.map(({ kind, ticketId }) => [kind, ticketId]),
    [['merged_into', first]],
  );
  assert.ok(target.ticket.preview.includes('zebra'));

  const byNumber = await story.hoa.browser.get(`/api/v1/tickets/by-number/${source.ticket.number}`);
  assert.equal(byNumber.body['id'], first);
  const found = async (words: string) =>
    searchAnswer
      .parse((await story.hoa.browser.get(`/api/v1/search?q=${encodeURIComponent(words)}`)).body)
      .tickets.map(({ id }) => id);
  assert.deepEqual(await found(`#${source.ticket.number}`), [first]);
  assert.deepEqual(await found('Photo'), [first]);
  assert.equal((await story.page(first, story.sam)).ticket.isFollowed, true);

  // She answers the receipt of the second ticket: its token leads to the first.
  await story.advance('PT10M');
  const landed = await story.customerWrites({ ticketId: second, text: 'Did you get it?' });
  assert.equal(landed, first);
  assert.equal((await story.page(first)).messages.at(-1)?.text, 'Did you get it?');
  assert.equal((await story.page(second)).messages.length, 0);
  await story.reply(story.hoa, first, { text: 'Yes, thank you.' });
  assert.equal(open(await story.page(first), 'next_response'), null);
  const changed = await story.update(story.hoa, second, { priority: 'high' });
  assert.equal(changed.body['code'], 'ticket_merged');
});

test('C21: merged, a ticket counts as no solution, and what it had missed stays missed', async () => {
  const story = await openStory();
  const kept = await story.customerWrites({ text: 'Where is my order 8812?' });
  const gone = await story.customerWrites({ text: 'Hello? My order?' });
  await merge(story, gone, kept, { resolutionStart: 'earlier' });
  const page = await story.page(kept);
  assert.equal(open(page, 'resolution')?.startedAt, '2026-03-02T02:00:00.000Z');
  await story.advance('P9D');
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from timer
    where ticket_id = ${gone} and fired_at is null
  `.execute(story.belay.db);
  assert.equal(rows[0]?.count, 0, 'nothing is left to fall due on it');
  const report = await story.ada.browser.get(
    '/api/v1/reports/summary?from=2026-03-01&to=2026-03-31',
  );
  assert.equal(report.status, 200, JSON.stringify(report.body));
  const solved = await story.ada.browser.get('/api/v1/tickets?wasSolved=true');
  assert.ok(!JSON.stringify(solved.body).includes(gone));
});

test('C21: an escalation, another customer, a ticket one may not see: no merge', async () => {
  const story = await openStory();
  const mine = await story.customerWrites({ text: 'Where is my order 8812?' });
  const other = await story.customerWrites({
    text: 'Where is mine?',
    from: 'nam@customer.example',
    name: 'Nam',
  });
  const second = await story.customerWrites({ text: 'Hello? My order?' });
  assert.equal((await merge(story, mine, other)).body['code'], 'merge_other_customer');
  assert.equal((await merge(story, mine, mine)).body['code'], 'merge_into_itself');
  await story.escalate(story.hoa, mine);
  assert.equal((await merge(story, mine, second)).body['code'], 'escalation_open');
  const preview = await story.hoa.browser.post(`/api/v1/tickets/${mine}/merge-preview`, {
    intoTicketId: second,
  });
  assert.equal(preview.body['refusal'], 'escalation_open');
  // The other way round is free: the escalation goes on where it is.
  await sql`update team set is_restricted = true where id = ${story.secondLineId}`.execute(
    story.belay.db,
  );
  await sql`
    update ticket set team_id = ${story.secondLineId}, owner_id = null where id = ${second}
  `.execute(story.belay.db);
  const hidden = await story.sam.browser.post(`/api/v1/tickets/${mine}/merge`, {
    intoTicketId: second,
  });
  assert.equal(hidden.status, 404);
  const done = await story.ada.browser.post(`/api/v1/tickets/${second}/merge`, {
    intoTicketId: mine,
  });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal((await story.page(mine)).ticket.escalationState, 'active');
});

test('C21: two merges of the same two at once: one happens, none waits for ever', async () => {
  const story = await openStory();
  const one = await story.customerWrites({ text: 'Where is my order 8812?' });
  const two = await story.customerWrites({ text: 'Hello? My order?' });
  const answers = await Promise.all([merge(story, one, two), merge(story, two, one)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  const [, refused] = answers.toSorted((a, b) => a.status - b.status);
  assert.equal(refused?.body['code'], 'ticket_merged');
});
