import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { organization } from '#contract/organization.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { hoa } = world;
const url = '/api/v1/organizations';

type TicketOf = {
  organization: { id: string } | null;
  contact: { id: string };
  segment: string | null;
};
async function ticketOf(ticketId: string): Promise<TicketOf> {
  return (await hoa.browser.get(`/api/v1/tickets/${ticketId}`)).body['ticket'] as TicketOf;
}

test('a new organization takes in whoever writes from its domains, with their open tickets', async () => {
  const before = await world.customerWrites({ text: 'Hello', from: 'lan@acme.example' });
  assert.equal((await ticketOf(before)).organization, null);
  const made = await hoa.browser.post(url, {
    name: 'Acme VN',
    domains: ['ACME.example'],
    segment: 'key_account',
    valueCents: 4_800_000,
  });
  assert.equal(made.status, 201);
  const acme = organization.parse(made.body);
  assert.deepEqual(acme.domains, ['acme.example']);
  assert.equal(acme.contactCount, 1);
  assert.equal(acme.openTicketCount, 1);
  assert.equal((await ticketOf(before)).organization?.id, acme.id);
  assert.equal((await ticketOf(before)).segment, 'key_account');
  const after = await world.customerWrites({ text: 'Hello', from: 'minh@acme.example' });
  assert.equal((await ticketOf(after)).organization?.id, acme.id);
});

test('C13: a contract that changes moves the clocks of tickets that are open', async () => {
  const found = await hoa.browser.get(`${url}?search=acme`);
  const [acme] = found.body['items'] as { id: string; version: number }[];
  assert.ok(acme);
  const { rows: policies } = await sql<{ id: string }>`
    select id from sla_policy
    where workspace_id = ${world.workspaceId} and kind = 'customer'
  `.execute(world.belay.db);
  const policyId = policies[0]?.id;
  const given = await hoa.browser.patch(`${url}/${acme.id}`, {
    version: acme.version,
    policyId,
    plan: 'Premium',
  });
  assert.equal(given.status, 200);
  assert.equal(organization.parse(given.body).policy?.id, policyId);
  assert.equal(organization.parse(given.body).plan, 'Premium');
  const stale = await hoa.browser.patch(`${url}/${acme.id}`, { version: acme.version });
  assert.equal(stale.body['code'], 'version_mismatch');
});

test('a policy that is not there is refused at its field', async () => {
  const answer = await hoa.browser.post(url, { name: 'Beta', policyId: world.firstLineId });
  assert.equal(answer.status, 422);
  assert.equal(answer.body['code'], 'invalid_request');
  const domain = await hoa.browser.post(url, { name: 'Beta', domains: ['not a domain'] });
  assert.equal(domain.body['code'], 'invalid_request');
});

test('the policies that can be given are named', async () => {
  const answer = await hoa.browser.get(`${url}/policies`);
  assert.equal(answer.status, 200);
  assert.ok((answer.body['items'] as unknown[]).length > 0);
});

test('a contact moves to another organization and their open ticket with them', async () => {
  const beta = organization.parse((await hoa.browser.post(url, { name: 'Beta' })).body);
  const ticketId = await world.customerWrites({ text: 'Hi', from: 'joy@gamma.example' });
  const contactId = (await ticketOf(ticketId)).contact.id;
  const moved = await hoa.browser.patch(`/api/v1/contacts/${contactId}`, {
    organizationId: beta.id,
  });
  assert.equal(moved.status, 200);
  assert.equal((await ticketOf(ticketId)).organization?.id, beta.id);
  const nowhere = await hoa.browser.patch(`/api/v1/contacts/${contactId}`, {
    organizationId: world.firstLineId,
  });
  assert.equal(nowhere.body['code'], 'invalid_request');
});
