import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listNotifications, notificationCount } from '#contract/notification.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openWorld, type Person } from '#harness/world.ts';

const world = await openWorld();
const url = '/api/v1/notifications';
const brief = { wants: 'Her refund', tried: 'Looked in the ledger', needed: 'An approval' };

async function listOf(person: Person, query = '') {
  const answer = await person.browser.get(`${url}${query}`);
  assert.equal(answer.status, 200);
  return listNotifications.schema.response.parse(answer.body);
}

async function countOf(person: Person) {
  return notificationCount.parse((await person.browser.get(`${url}/count`)).body);
}

async function escalate(): Promise<TicketId> {
  const ticketId = await world.customerWrites({ subject: 'Refund', text: 'Where is my refund?' });
  const target = { kind: 'team', teamId: world.secondLineId };
  const body = { reason: 'needs_authority', target, brief };
  const answer = await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/escalation`, body);
  assert.equal(answer.status, 201);
  await world.belay.settle();
  return ticketId;
}

test('whoever is offered a hop is paged, with the ticket, the one who asked and the event', async () => {
  const ticketId = await escalate();
  const [newest] = (await listOf(world.lan)).items;
  assert.equal(newest?.about, 'hop_offered');
  assert.equal(newest.urgency, 'page');
  assert.equal(newest.ticket?.id, ticketId);
  assert.equal(newest.ticket.subject, 'Refund');
  assert.deepEqual(newest.actor, { kind: 'agent', id: world.hoa.id, name: 'Hoa' });
  assert.equal(newest.contactName, 'Linh');
  assert.equal(newest.detail['tier'], 'L2');
  assert.equal(newest.readAt, null);
  const count = await countOf(world.lan);
  assert.equal(count.unreadCount, 1);
  assert.equal(count.unreadPageCount, 1);
  assert.equal(count.newestId, newest.id);
});

test('one is marked as read and as unread again, and counts follow', async () => {
  const [newest] = (await listOf(world.lan)).items;
  const mark = (isRead: boolean) =>
    world.lan.browser.put(`${url}/${newest?.id}/reading`, { isRead });
  const read = await mark(true);
  assert.equal(notificationCount.parse(read.body).unreadCount, 0);
  const again = (await listOf(world.lan)).items[0];
  assert.ok(again?.readAt);
  assert.deepEqual((await listOf(world.lan, '?isUnread=true')).items, []);
  await mark(false);
  assert.equal((await countOf(world.lan)).unreadCount, 1);
});

test('nobody marks what somebody else was told', async () => {
  const [newest] = (await listOf(world.lan)).items;
  const answer = await world.ada.browser.put(`${url}/${newest?.id}/reading`, { isRead: true });
  assert.equal(answer.status, 404);
  assert.equal((await countOf(world.lan)).unreadCount, 1);
});

test('pages follow one another without a gap and without a repeat', async () => {
  await world.advance('PT1M');
  await escalate();
  await world.advance('PT1M');
  await escalate();
  const all = (await listOf(world.lan)).items.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await listOf(world.lan, `?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  assert.ok(all.length >= 3);
  assert.deepEqual(paged, all);
});

test('all that was seen is marked as read at once; what came meanwhile stays unread', async () => {
  const seen = (await listOf(world.lan)).items;
  const newestSeen = seen[1];
  const partly = await world.lan.browser.put(`${url}/reading`, { upToId: newestSeen?.id });
  assert.equal(notificationCount.parse(partly.body).unreadCount, 1);
  const wholly = await world.lan.browser.put(`${url}/reading`, {});
  assert.equal(notificationCount.parse(wholly.body).unreadCount, 0);
});

test('opening a ticket marks what was told about it, and nothing else', async () => {
  await world.advance('PT1M');
  const one = await escalate();
  await world.advance('PT1M');
  await escalate();
  const before = (await countOf(world.lan)).unreadCount;
  const ofOne = (await listOf(world.lan, '?isUnread=true')).items.filter(
    ({ ticket }) => ticket?.id === one,
  );
  const answer = await world.lan.browser.put(`${url}/reading`, { ticketId: one });
  assert.equal(notificationCount.parse(answer.body).unreadCount, before - ofOne.length);
});

test('a damaged cursor is refused, and so is who has not signed in', async () => {
  const answer = await world.lan.browser.get(`${url}?cursor=nonsense`);
  assert.equal(answer.body['code'], 'cursor_invalid');
  const nobody = await world.belay.app.inject({ method: 'GET', url });
  assert.equal(nobody.statusCode, 401);
});
