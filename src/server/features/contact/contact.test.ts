import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contact, contactRow } from '#contract/contact.ts';
import { pageOf } from '#contract/page.ts';
import { openWorld, type Person } from '#harness/world.ts';

const world = await openWorld();
const url = '/api/v1/contacts';
const { hoa, ada } = world;

async function contactOfTicket(ticketId: string): Promise<string> {
  const page = await hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  const ticket = page.body['ticket'] as { contact: { id: string } };
  return ticket.contact.id;
}

async function read(id: string, person: Person = hoa) {
  const answer = await person.browser.get(`${url}/${id}`);
  assert.equal(answer.status, 200);
  return contact.parse(answer.body);
}

async function list(query: string) {
  const answer = await hoa.browser.get(`${url}?${query}`);
  assert.equal(answer.status, 200);
  return pageOf(contactRow).parse(answer.body);
}

test('whoever writes is a customer with their address and their tickets', async () => {
  const ticketId = await world.customerWrites({
    subject: 'Refund',
    text: 'Where is it?',
    from: 'Linh@Customer.Example',
  });
  const linh = await read(await contactOfTicket(ticketId));
  assert.equal(linh.name, 'Linh');
  assert.deepEqual(
    linh.identities.map(({ kind, value }) => [kind, value]),
    [['email', 'linh@customer.example']],
  );
  assert.equal(linh.ticketCount, 1);
  assert.equal(linh.tickets[0]?.id, ticketId);
  assert.equal(linh.openEscalationCount, 0);
  assert.equal(linh.currency, 'USD');
});

test('a customer is added by hand, found by name, address and number, and changed', async () => {
  const made = await hoa.browser.post(url, {
    name: 'Quảng Nguyễn',
    valueCents: 4_800_000,
    identities: [
      { kind: 'email', value: 'quang@shop.example' },
      { kind: 'phone', value: '+84 90 123 45 67' },
    ],
  });
  assert.equal(made.status, 201);
  const { id, version } = contact.parse(made.body);
  for (const search of ['quảng', 'quang@', '84901', 'NGUYỄN']) {
    const found = await list(`search=${encodeURIComponent(search)}`);
    assert.deepEqual(
      found.items.map((item) => item.id),
      [id],
      search,
    );
  }
  assert.deepEqual((await list('search=%25')).items, []);
  const change = { version, segment: 'b2b', riskFlags: ['legal'], custom: { tier: 'gold' } };
  const changed = await hoa.browser.patch(`${url}/${id}`, change);
  assert.equal(changed.status, 200);
  const after = contact.parse(changed.body);
  assert.equal(after.segment, 'b2b');
  assert.deepEqual(after.riskFlags, ['legal']);
  assert.deepEqual(after.custom, { tier: 'gold' });
  assert.equal(after.valueCents, 4_800_000);
  const stale = await hoa.browser.patch(`${url}/${id}`, change);
  assert.equal(stale.body['code'], 'version_mismatch');
});

test('an address has one owner; who has it is said', async () => {
  const made = await hoa.browser.post(url, { name: 'Twin' });
  const twin = contact.parse(made.body);
  const taken = await hoa.browser.post(`${url}/${twin.id}/identities`, {
    kind: 'email',
    value: 'QUANG@shop.example',
  });
  assert.equal(taken.status, 409);
  assert.equal(taken.body['code'], 'identity_taken');
  const wrong = await hoa.browser.post(`${url}/${twin.id}/identities`, {
    kind: 'email',
    value: 'no address',
  });
  assert.equal(wrong.body['code'], 'invalid_request');
  const added = await hoa.browser.post(`${url}/${twin.id}/identities`, {
    kind: 'email',
    value: 'twin@shop.example',
  });
  assert.equal(added.status, 201);
  const identityId = contact.parse(added.body).identities[0]?.id;
  const removed = await hoa.browser.delete(`${url}/${twin.id}/identities/${identityId}`);
  assert.deepEqual(contact.parse(removed.body).identities, []);
});

test('two customers become one with all their tickets, and can be taken apart again', async () => {
  const first = await world.customerWrites({ text: 'From work', from: 'mai@work.example' });
  const second = await world.customerWrites({ text: 'From home', from: 'mai@home.example' });
  const workId = await contactOfTicket(first);
  const homeId = await contactOfTicket(second);
  const itself = await hoa.browser.put(`${url}/${workId}/merged/${workId}`);
  assert.equal(itself.body['code'], 'merge_impossible');
  const merged = await hoa.browser.put(`${url}/${workId}/merged/${homeId}`);
  assert.equal(merged.status, 200);
  const one = contact.parse(merged.body);
  assert.equal(one.ticketCount, 2);
  assert.deepEqual(
    one.identities.map(({ value, isMerged }) => [value, isMerged]),
    [
      ['mai@work.example', false],
      ['mai@home.example', true],
    ],
  );
  assert.equal((await read(homeId)).id, workId);
  const third = await world.customerWrites({ text: 'Again', from: 'mai@home.example' });
  assert.equal(await contactOfTicket(third), workId);
  const again = await hoa.browser.put(`${url}/${workId}/merged/${homeId}`);
  assert.equal(again.body['code'], 'merge_impossible');

  const apart = await hoa.browser.delete(`${url}/${workId}/merged/${homeId}`);
  assert.equal(apart.status, 200);
  assert.deepEqual(contact.parse(apart.body).merged, []);
  assert.equal(await contactOfTicket(first), workId);
  assert.equal(await contactOfTicket(second), homeId);
  assert.equal(await contactOfTicket(third), workId);
});

test('a collaborator and an auditor read customers and change none', async () => {
  for (const role of ['collaborator', 'auditor'] as const) {
    await world.belay.db
      .updateTable('agent')
      .set({ role })
      .where('id', '=', world.sam.id)
      .execute();
    const [any] = (await list('limit=1')).items;
    assert.ok(any);
    assert.equal((await world.sam.browser.get(`${url}/${any.id}`)).status, 200);
    const change = await world.sam.browser.patch(`${url}/${any.id}`, { name: 'X' });
    assert.equal(change.body['code'], 'not_permitted');
    const merge = await world.sam.browser.put(`${url}/${any.id}/merged/${any.id}`);
    assert.equal(merge.body['code'], 'not_permitted');
  }
});

test('pages of customers follow one another by name', async () => {
  const all = (await list('limit=100')).items.map(({ id }) => id);
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page = await list(`limit=2${next === '' ? '' : `&cursor=${next}`}`);
    paged.push(...page.items.map(({ id }) => id));
    next = page.nextCursor;
  }
  assert.deepEqual(paged, all);
});

test('an agent who is no admin neither exports nor erases a customer', async () => {
  const [any] = (await list('limit=1')).items;
  const exported = await hoa.browser.get(`${url}/${any?.id}/export`);
  assert.equal(exported.body['code'], 'not_permitted');
  assert.equal((await hoa.browser.delete(`${url}/${any?.id}`)).body['code'], 'not_permitted');
  assert.equal((await ada.browser.get(`${url}/${any?.id}/export`)).status, 200);
});

test('a key that may read customers reads no tickets by that', async () => {
  const ticketId = await world.customerWrites({
    subject: 'Private',
    text: 'x',
    from: 'k@x.example',
  });
  const id = await contactOfTicket(ticketId);
  const ticketsFor = async (scopes: readonly string[]) => {
    const made = await ada.browser.post('/api/v1/api-keys', { name: 'k', role: 'admin', scopes });
    const authorization = `Bearer ${String(made.body['secret'])}`;
    const answer = await world.belay.app.inject({
      url: `${url}/${id}`,
      headers: { authorization },
    });
    return contact.parse(answer.json()).tickets.map(({ subject }) => subject);
  };
  assert.deepEqual(await ticketsFor(['contacts:read']), []);
  assert.deepEqual(await ticketsFor(['contacts:read', 'tickets:read']), ['Private']);
});
