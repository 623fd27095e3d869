import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';

test('a ticket left alone warns its lead, escalates once at the breach, and climbs until taken', async () => {
  const story = await openStory();
  const { ada, sam, minh } = story;
  const ticketId = await story.customerWrites({ text: 'Tôi vẫn chưa nhận được hoàn tiền' });
  await story.update(ada, ticketId, { ownerId: sam.id });
  await story.told();

  await story.until('2026-03-02T12:11');
  assert.deepEqual(await story.told(), [], 'nothing before 80 % of four hours');
  await story.until('2026-03-02T12:59');
  assert.deepEqual(await story.told(), [
    'Mon 12:12 Hoa: clock_warning',
    'Mon 12:12 Sam: clock_warning',
  ]);

  await story.until('2026-03-02T13:14');
  assert.deepEqual(await story.told(), [
    'Mon 13:00 Hoa: hop_offered !',
    'Mon 13:00 Minh: clock_breached !',
    'Mon 13:00 Sam: clock_breached !',
    'Mon 13:00 customer: escalation_started',
    'Mon 13:12 Hoa: clock_warning',
  ]);
  const { escalations } = await story.page(ticketId);
  assert.equal(escalations.length, 1);
  assert.equal(escalations[0]?.reason, 'clock_breach');

  await story.until('2026-03-02T13:29');
  assert.deepEqual(await story.told(), [
    'Mon 13:15 Hoa: hop_timed_out',
    'Mon 13:15 Minh: hop_offered !',
    'Mon 13:15 Sam: hop_timed_out',
    'Mon 13:27 Hoa: clock_warning',
    'Mon 13:27 Minh: clock_warning',
  ]);

  const taken = await story.acknowledge(minh, ticketId);
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.deepEqual(await story.told(), [
    'Mon 13:29 Sam: hop_acknowledged',
    'Mon 13:29 customer: escalation_acknowledged',
  ]);
  await story.until('2026-03-02T16:26');
  assert.deepEqual(await story.told(), [], 'whoever works on it is left in peace');
});

test('a climb that nobody takes reaches everyone above, asks less and less often, and never at night', async () => {
  const story = await openStory();
  await story.customerWrites({ text: 'Tôi vẫn chưa nhận được hoàn tiền' });
  await story.until('2026-03-03T09:00');
  const offers = (await story.told()).filter((line) => line.includes('hop_offered'));
  assert.deepEqual(offers, [
    'Mon 13:00 Minh: hop_offered !',
    'Mon 13:15 Ada: hop_offered !',
    'Mon 13:30 Ada: hop_offered !',
    'Mon 13:30 Minh: hop_offered !',
    'Mon 14:00 Ada: hop_offered !',
    'Mon 14:00 Minh: hop_offered !',
    'Mon 15:00 Ada: hop_offered !',
    'Mon 15:00 Minh: hop_offered !',
    'Mon 17:00 Ada: hop_offered !',
    'Mon 17:00 Minh: hop_offered !',
  ]);
});

test('a lead who owns the ticket that breached is not asked about it: the manager is', async () => {
  const story = await openStory();
  await story.customerWrites({ text: 'Where is my order?' });
  await story.until('2026-03-02T13:00');
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 customer: received_receipt',
    'Mon 12:12 Hoa: clock_warning',
    'Mon 13:00 Hoa: clock_breached !',
    'Mon 13:00 Minh: hop_offered !',
    'Mon 13:00 customer: escalation_started',
  ]);
});
