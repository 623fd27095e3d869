import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';

test('a mail on Friday evening breaches on Monday, not on Saturday, and nobody is woken before', async () => {
  const story = await openStory({ start: '2026-03-06T17:00' });
  await story.customerWrites({ text: 'Where is my order?' });
  await story.until('2026-03-09T11:00');
  assert.deepEqual(await story.told(), [
    'Fri 17:00 Hoa: assigned',
    'Fri 17:00 customer: received_receipt',
  ]);
  await story.until('2026-03-09T12:00');
  assert.deepEqual(await story.told(), [
    'Mon 11:12 Hoa: clock_warning',
    'Mon 12:00 Hoa: clock_breached !',
    'Mon 12:00 Minh: hop_offered !',
    'Mon 12:00 customer: escalation_started',
  ]);
});

test('an urgent mail at night runs at once: whoever there is gets woken', async () => {
  const story = await openStory({ start: '2026-03-07T02:00' });
  const ticketId = await story.customerWrites({ text: 'Nothing works!' });
  await story.update(story.ada, ticketId, { priority: 'urgent' });
  await story.told();
  await story.until('2026-03-07T02:16');
  assert.deepEqual(await story.told(), [
    'Sat 02:12 Hoa: clock_warning',
    'Sat 02:15 Hoa: clock_breached !',
    'Sat 02:15 Minh: hop_offered !',
    'Sat 02:15 customer: escalation_started',
  ]);
});
