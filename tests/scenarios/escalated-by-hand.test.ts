import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodBrief, openStory } from '#harness/story.ts';

test('an escalation goes to whom the matrix suggests, comes back with the answer, and closes with a lesson', async () => {
  const story = await openStory();
  const { hoa, lan } = story;
  const ticketId = await story.customerWrites({ text: 'Tôi vẫn chưa nhận được hoàn tiền' });
  const url = `/api/v1/tickets/${ticketId}/escalation-preview`;
  const preview = await hoa.browser.post(url, { reason: 'needs_expertise' });
  assert.equal(preview.status, 200);
  const suggested = preview.body['suggested'] as { name: string };
  assert.equal(suggested.name, 'Second line');

  await story.escalate(hoa, ticketId);
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 Lan: hop_offered !',
    'Mon 09:00 customer: escalation_started',
    'Mon 09:00 customer: received_receipt',
  ]);
  await story.advance('PT10M');
  await story.acknowledge(lan, ticketId);
  assert.deepEqual(await story.told(), [
    'Mon 09:10 Hoa: hop_acknowledged',
    'Mon 09:10 customer: escalation_acknowledged',
  ]);
  const { ticket } = await story.page(ticketId);
  assert.equal(ticket.owner?.name, 'Hoa', 'the customer keeps one face');
  assert.equal(ticket.handlerAgent?.name, 'Lan');

  await story.advance('PT1H');
  await story.handBack(lan, ticketId, 'Booked by hand, reference 4711.');
  assert.deepEqual(await story.told(), ['Mon 10:10 Hoa: hop_handed_back']);
  await story.reply(hoa, ticketId, { text: 'Chị sẽ nhận được tiền hôm nay ạ.', state: 'solved' });
  const closed = await story.closeEscalation(lan, ticketId, {
    cause: 'knowledge_gap',
    lesson: 'Refunds over 30 days are booked by hand; article written.',
  });
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
  await story.advance('P1D');
  assert.deepEqual(await story.told(), [
    'Mon 10:10 Hoa: escalation_closed',
    'Mon 10:10 customer: Chị sẽ nhận được tiền hôm nay ạ.',
    'Mon 11:10 customer: feedback_request',
  ]);
});

test('what the customer reads of an escalation is in Vietnamese and tells nothing of the inside', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Tôi vẫn chưa nhận được hoàn tiền' });
  await story.note(story.hoa, ticketId, { text: 'Looks like fraud to me.' });
  await story.escalate(story.hoa, ticketId);
  await story.acknowledge(story.lan, ticketId);
  await story.passOn(story.lan, ticketId, {
    target: { kind: 'agent', agentId: story.minh.id },
    words: 'Needs his signature.',
  });
  await story.acknowledge(story.minh, ticketId);
  await story.solveHop(story.minh, ticketId, 'Signed off by me.');
  await story.advance('PT1M');
  const words = story.smtp.mails.map(({ mail }) => `${mail.subject}\n${mail.text}`);
  assert.ok(words.length >= 3);
  for (const text of words) {
    assert.match(text, /[ăâđêôơưạảấầậẹếềệịọốồộớờợụứừựỳ]/, 'written in Vietnamese');
    assert.doesNotMatch(
      text,
      /Hoa|Lan|Minh|Ada|Sam|Second line|First line|L1|L2|tier|fraud|signature|Signed|booked/,
    );
    for (const part of Object.values(goodBrief)) assert.ok(!text.includes(part));
  }
});

test('an escalation without a whole brief is refused, field by field, and nobody is told', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.told();
  const refused = await story.escalate(story.hoa, ticketId, {
    brief: { wants: 'Her money', tried: ' ', needed: '' },
  });
  assert.equal(refused.status, 422);
  const fields = refused.body['fields'] as { path: string }[];
  assert.deepEqual(fields.map(({ path }) => path).toSorted(), ['brief.needed', 'brief.tried']);
  assert.deepEqual(await story.told(), []);
  assert.deepEqual((await story.page(ticketId)).escalations, []);
});

test('a decline goes to the next step of the path, and the one who said no is not asked again', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'The app crashes' });
  await story.escalate(story.hoa, ticketId);
  await story.told();
  await story.advance('PT5M');
  await story.decline(story.lan, ticketId, 'Not ours: the supplier’s firmware.');
  assert.deepEqual(await story.told(), [
    'Mon 09:05 Hoa: hop_declined',
    'Mon 09:05 Minh: hop_offered !',
  ]);
  const hops = (await story.page(ticketId)).escalations[0]?.hops ?? [];
  assert.deepEqual(
    hops.map(({ ending, words }) => [ending, words]),
    [
      ['declined', 'Not ours: the supplier’s firmware.'],
      [null, null],
    ],
  );
});

test('passing on is counted and capped: the third transfer goes to a manager instead', async () => {
  const story = await openStory();
  const { hoa, sam, lan } = story;
  const ticketId = await story.customerWrites({ text: 'The app crashes' });
  await story.escalate(hoa, ticketId);
  const words = 'Better known there.';
  const to = ({ id }: typeof sam) => ({ target: { kind: 'agent', agentId: id }, words });
  await story.passOn(lan, ticketId, to(sam));
  await story.passOn(sam, ticketId, to(lan));
  await story.told();
  const third = await story.passOn(lan, ticketId, to(sam));
  assert.equal(third.status, 200, JSON.stringify(third.body));
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: hop_passed_on',
    'Mon 09:00 Minh: hop_offered !',
    'Mon 09:00 customer: escalation_moved (not sent)',
  ]);
});

test('ping-pong ends at the manager above both at its second turn', async () => {
  const story = await openStory();
  const { hoa, lan } = story;
  const ticketId = await story.customerWrites({ text: 'The app crashes' });
  await story.escalate(hoa, ticketId);
  await story.passOn(lan, ticketId, {
    target: { kind: 'agent', agentId: hoa.id },
    words: 'Yours.',
  });
  await story.told();
  const second = await story.passOn(hoa, ticketId, {
    target: { kind: 'team', teamId: story.secondLineId },
    words: 'No, yours.',
  });
  assert.equal(second.status, 200, JSON.stringify(second.body));
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Minh: hop_offered !',
    'Mon 09:00 customer: escalation_moved (not sent)',
  ]);
  const { events } = await story.page(ticketId);
  const offer = events.findLast(({ type }) => type === 'hop.offered');
  assert.match(JSON.stringify(offer?.detail), /ping_pong/);
});
