import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  webhookDelivery,
  webhookEndpoint,
  webhookEvent,
  type WebhookEvent,
} from '#contract/webhook.ts';
import { openWorld } from '#harness/world.ts';
import { signWebhook } from '#server/features/channel/public.ts';

/** A receiver on the loopback that keeps what it is sent and answers as it is told. */
type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: WebhookEvent;
};
const received: Received[] = [];
let answer = 204;
let location: string | null = null;
const receiver = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces).toString();
    received.push({ headers: request.headers, body, event: webhookEvent.parse(JSON.parse(body)) });
    response.writeHead(answer, location === null ? {} : { location }).end();
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
after(() => receiver.close());
const bound = receiver.address();
assert.ok(typeof bound === 'object' && bound !== null);
const host = `127.0.0.1:${bound.port}`;
const target = `http://${host}/hook`;

const world = await openWorld({ outboundHosts: [host] });
const { ada, minh, hoa } = world;
const url = '/api/v1/webhook-endpoints';
const made = z.object({ endpoint: webhookEndpoint, secret: z.string() });

async function addEndpoint(eventTypes: readonly string[]) {
  const answered = await ada.browser.post(url, { url: target, eventTypes });
  assert.equal(answered.status, 201, JSON.stringify(answered.body));
  return made.parse(answered.body);
}

async function endpointOf(id: string) {
  const { body } = await ada.browser.get(url);
  const items = webhookEndpoint.array().parse(body['items']);
  const found = items.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

async function deliveriesOf(endpointId: string) {
  const { body } = await ada.browser.get(
    `/api/v1/webhook-deliveries?endpointId=${endpointId}&limit=200`,
  );
  return webhookDelivery.array().parse(body['items']);
}

function take(): Received[] {
  return received.splice(0);
}

function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  const wanted = signWebhook({ secret, id, timestamp, body });
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

const drop = (id: string) => ada.browser.delete(`${url}/${id}`);

test('what happens to a ticket is told, signed, without a word of the customer', async () => {
  const { endpoint, secret } = await addEndpoint(['ticket.created', 'message.received']);
  assert.match(secret, /^whsec_/);
  await world.customerWrites({
    subject: 'Card stolen',
    text: 'My card 4242 was stolen',
    from: 'linh@customer.example',
    name: 'Linh',
  });
  const calls = take();
  assert.deepEqual(calls.map(({ event }) => event.type).toSorted(), [
    'message.received',
    'ticket.created',
  ]);
  for (const call of calls) {
    assert.ok(isSignedWith(secret, call));
    assert.doesNotMatch(call.body, /stolen|4242|linh|Linh/);
    assert.equal(call.event.timestamp, new Date(world.now()).toISOString());
  }
  assert.equal(new Set(calls.map(({ headers }) => headers['webhook-id'])).size, 2);
  const deliveries = await deliveriesOf(endpoint.id);
  assert.deepEqual(
    deliveries.map(({ state }) => state),
    ['sent', 'sent'],
  );
  await drop(endpoint.id);
});

test('an endpoint hears only what it asked for, and nothing while it is off', async () => {
  const { endpoint } = await addEndpoint(['ticket.priority_changed']);
  const ticketId = await world.customerWrites({ text: 'Hello' });
  assert.equal(take().length, 0);
  await hoa.browser.patch(`/api/v1/tickets/${ticketId}`, { priority: 'urgent' });
  await world.belay.settle();
  assert.deepEqual(
    take().map(({ event }) => [event.type, event.data['from'], event.data['to']]),
    [['ticket.priority_changed', 'normal', 'urgent']],
  );
  const off = await ada.browser.patch(`${url}/${endpoint.id}`, { isEnabled: false });
  assert.equal(off.body['isEnabled'], false);
  await hoa.browser.patch(`/api/v1/tickets/${ticketId}`, { priority: 'low' });
  await world.belay.settle();
  assert.equal(take().length, 0);
  await drop(endpoint.id);
});

test('a failure is tried again by the schedule, under the same id, until it arrives', async () => {
  const { endpoint } = await addEndpoint(['ticket.created']);
  answer = 503;
  await world.customerWrites({ text: 'Are you there?' });
  assert.equal(take().length, 1);
  const [waiting] = await deliveriesOf(endpoint.id);
  assert.equal(waiting?.state, 'waiting');
  assert.equal(waiting?.lastProblem, 'The address answered 503.');
  assert.notEqual((await endpointOf(endpoint.id)).failingSince, null);
  await world.advance('PT5S');
  const [second] = take();
  assert.equal(second?.headers['webhook-id'], waiting?.id);
  await world.advance('PT4M59S');
  assert.equal(take().length, 0);
  answer = 200;
  await world.advance('PT1S');
  assert.equal(take().length, 1);
  assert.equal((await deliveriesOf(endpoint.id))[0]?.state, 'sent');
  assert.equal((await endpointOf(endpoint.id)).failingSince, null);
  await drop(endpoint.id);
});

test('after ten tries the endpoint is switched off, its maker is told, and a replay works', async () => {
  const { endpoint } = await addEndpoint(['ticket.created']);
  answer = 500;
  await world.customerWrites({ text: 'One' });
  await world.advance('P4D');
  assert.equal(take().length, 10);
  const after = await endpointOf(endpoint.id);
  assert.equal(after.isEnabled, false);
  assert.equal(after.disabledReason, 'The address answered 500.');
  const told = await ada.browser.get('/api/v1/notifications?isUnread=true');
  const items = z.array(z.looseObject({ about: z.string() })).parse(told.body['items']);
  assert.equal(items.filter(({ about }) => about === 'webhook_disabled').length, 1);
  answer = 204;
  await world.customerWrites({ text: 'Two' });
  assert.equal(take().length, 0);
  const back = await ada.browser.patch(`${url}/${endpoint.id}`, { isEnabled: true });
  assert.equal(back.body['disabledReason'], null);
  const [failed] = await deliveriesOf(endpoint.id);
  assert.equal(failed?.state, 'failed');
  const replay = await ada.browser.post(`/api/v1/webhook-deliveries/${failed?.id ?? ''}/replay`);
  assert.equal(replay.status, 202);
  await world.belay.settle();
  assert.equal(take()[0]?.headers['webhook-id'], failed?.id);
  assert.equal((await deliveriesOf(endpoint.id))[0]?.state, 'sent');
  await drop(endpoint.id);
});

test('410 Gone ends it at once, and a redirect is no answer', async () => {
  const { endpoint } = await addEndpoint(['ticket.created']);
  answer = 302;
  location = `http://${host}/elsewhere`;
  await world.customerWrites({ text: 'One' });
  location = null;
  assert.equal(take().length, 1);
  assert.match((await deliveriesOf(endpoint.id))[0]?.lastProblem ?? '', /redirect/);
  answer = 410;
  await world.advance('PT5S');
  assert.equal((await endpointOf(endpoint.id)).isEnabled, false);
  answer = 204;
  take();
  await drop(endpoint.id);
});

test('a rotated secret signs beside the old one for a day, then alone', async () => {
  const { endpoint, secret } = await addEndpoint(['ticket.created']);
  const rotated = made.parse((await ada.browser.post(`${url}/${endpoint.id}/secret`)).body);
  assert.notEqual(rotated.secret, secret);
  await world.customerWrites({ text: 'One' });
  const [both] = take();
  assert.ok(both && isSignedWith(secret, both) && isSignedWith(rotated.secret, both));
  await world.advance('P1DT1S');
  await world.customerWrites({ text: 'Two' });
  const [alone] = take();
  assert.ok(alone && !isSignedWith(secret, alone) && isSignedWith(rotated.secret, alone));
  await drop(endpoint.id);
});

test('the test button calls now and says what came back', async () => {
  const { endpoint, secret } = await addEndpoint(['ticket.created']);
  const good = await ada.browser.post(`${url}/${endpoint.id}/test`);
  assert.deepEqual(good.body, { isDelivered: true, status: 204, problem: null });
  const [call] = take();
  assert.equal(call?.event.type, 'webhook.test');
  assert.ok(call && isSignedWith(secret, call));
  answer = 404;
  const bad = await ada.browser.post(`${url}/${endpoint.id}/test`);
  assert.deepEqual(bad.body, {
    isDelivered: false,
    status: 404,
    problem: 'The address answered 404.',
  });
  answer = 204;
  take();
  await drop(endpoint.id);
});

test('what a mark of a policy asks for is called too, signed by the secret of policies', async () => {
  const other = await openWorld({ outboundHosts: [host] });
  const hook = {
    id: 'hook',
    metrics: ['first_response'],
    at: { unit: 'percent', percent: 50, time: null },
    actions: [{ type: 'webhook', url: target }],
    rearmBelowPercent: null,
  };
  await sql`
    update sla_policy_version
    set document = jsonb_set(document, '{marks}', (document -> 'marks') || ${JSON.stringify([hook])}::jsonb)
    where workspace_id = ${other.workspaceId}
      and document ->> 'kind' = 'customer'
  `.execute(other.belay.db);
  const ticketId = await other.customerWrites({ text: 'Hello?' });
  await other.advance('P1D');
  const [call] = take();
  assert.equal(call?.event.type, 'clock.mark_reached');
  assert.equal(call?.event.data['metric'], 'first_response');
  const { secret } = z
    .object({ secret: z.string() })
    .parse((await other.ada.browser.get('/api/v1/webhook-policy-secret')).body);
  assert.ok(call && isSignedWith(secret, call));
  const { body } = await other.ada.browser.get('/api/v1/webhook-deliveries');
  const [delivery] = webhookDelivery.array().parse(body['items']);
  assert.equal(delivery?.endpointId, null);
  assert.equal(delivery?.ticketId, ticketId);
  const mine = await ada.browser.get('/api/v1/webhook-policy-secret');
  assert.notEqual(mine.body['secret'], secret);
  const foreign = await ada.browser.post(`/api/v1/webhook-deliveries/${delivery?.id ?? ''}/replay`);
  assert.equal(foreign.status, 404);
});

test('only public HTTPS addresses and those on the list are taken', async () => {
  for (const refused of [
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://10.0.0.1/',
    'https://user:pass@example.com/',
    'ftp://example.com/',
  ]) {
    const body = { url: refused, eventTypes: ['ticket.created'] };
    assert.equal((await ada.browser.post(url, body)).body['code'], 'address_refused', refused);
  }
  const fine = { url: 'https://hooks.example/x', eventTypes: ['ticket.created'], isEnabled: false };
  const { endpoint } = made.parse((await ada.browser.post(url, fine)).body);
  await drop(endpoint.id);
  const wrong = await ada.browser.post(url, { url: 'nonsense', eventTypes: [] });
  assert.equal(wrong.status, 422);
  const unknown = await ada.browser.post(url, { url: target, eventTypes: ['note.added'] });
  assert.equal(unknown.status, 422);
});

test('only admins look after endpoints, and what is gone is not found', async () => {
  assert.equal((await minh.browser.get(url)).status, 403);
  assert.equal((await hoa.browser.get('/api/v1/webhook-deliveries')).status, 403);
  const { endpoint } = await addEndpoint(['ticket.created']);
  const stale = await ada.browser.send(
    'PATCH',
    `${url}/${endpoint.id}`,
    { description: 'x' },
    {
      'if-match': '"99"',
    },
  );
  assert.equal(stale.body['code'], 'version_mismatch');
  assert.equal((await drop(endpoint.id)).status, 204);
  assert.equal((await drop(endpoint.id)).status, 404);
  assert.equal((await ada.browser.post(`${url}/${endpoint.id}/test`)).status, 404);
  assert.equal((await ada.browser.post(`${url}/${endpoint.id}/secret`)).status, 404);
  const replay = `/api/v1/webhook-deliveries/${endpoint.id}/replay`;
  assert.equal((await ada.browser.post(replay)).status, 404);
});
