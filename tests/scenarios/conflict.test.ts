import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';

test('a customer who asks for the manager is heard: the sign is on the ticket, explained by their words', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({
    text: 'Tôi muốn gặp quản lý của bạn ngay. Tôi sẽ kiện công ty!',
  });
  const { ticket, events } = await story.page(ticketId);
  assert.ok(ticket.conflictSigns.includes('asks_for_manager'), ticket.conflictSigns.join());
  assert.ok(ticket.conflictScore > 0);
  const noticed = events.find(({ type }) => type === 'conflict.noticed');
  assert.match(JSON.stringify(noticed?.detail), /quản lý/);
  const preview = await story.hoa.browser.post(`/api/v1/tickets/${ticketId}/escalation-preview`, {
    reason: 'customer_request',
  });
  assert.equal((preview.body['suggested'] as { name: string }).name, 'Minh');
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: conflict_hostile',
    'Mon 09:00 customer: received_receipt',
  ]);
  await story.escalate(story.hoa, ticketId, { reason: 'customer_request' });
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Minh: hop_offered !',
    'Mon 09:00 customer: escalation_started',
  ]);
});
