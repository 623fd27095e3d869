import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';
import { signWebhook } from './hook-signature.ts';

const world = await openWorld();
const settings = { imap: null, smtp: null };
const body = { kind: 'email', name: 'Mail', address: 'help@acme.example', settings };
const made = await world.ada.browser.post('/api/v1/channels', body);
const { id } = made.body['channel'] as { id: string };
const url = `/api/v1/channels/${id}/hook-secret`;
let posted = 0;

async function postSignedWith(secret: string): Promise<number> {
  posted += 1;
  const payload = `From: lan@customer.example\r\nMessage-ID: <${posted}@x>\r\n\r\nHelp`;
  const timestamp = String(Math.floor(world.now() / 1000));
  const signed = { secret, id: `msg_${posted}`, timestamp, body: payload };
  const answer = await world.belay.app.inject({
    method: 'POST',
    url: `/api/v1/inbound/mail/${id}`,
    headers: {
      'content-type': 'message/rfc822',
      'webhook-id': signed.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook(signed),
    },
    payload,
  });
  return answer.statusCode;
}

async function renewed(): Promise<string> {
  const answer = await world.ada.browser.post(url);
  assert.equal(answer.status, 201);
  return String(answer.body['secret']);
}

test("a hook's secret is renewed; the one before is taken for a day more, and no other", async () => {
  const first = String(made.body['hookSecret']);
  const second = await renewed();
  assert.match(second, /^whsec_/);
  assert.equal(await postSignedWith(first), 202);
  assert.equal(await postSignedWith(second), 202);
  await world.advance('P1DT1M');
  assert.notEqual(await postSignedWith(first), 202);
  assert.equal(await postSignedWith(second), 202);
});

test('made twice, the one that leaked ends at once', async () => {
  const leaked = await renewed();
  await renewed();
  const newest = await renewed();
  assert.notEqual(await postSignedWith(leaked), 202);
  assert.equal(await postSignedWith(newest), 202);
});

test('saving the channel keeps its secrets; only admins renew one, and the log says who did', async () => {
  const before = await renewed();
  const after = await renewed();
  assert.equal((await world.ada.browser.put(`/api/v1/channels/${id}`, body)).status, 200);
  assert.deepEqual([await postSignedWith(before), await postSignedWith(after)], [202, 202]);
  assert.equal((await world.minh.browser.post(url)).status, 403);
  const chat = { kind: 'api', name: 'API', settings: {} };
  const other = await world.ada.browser.post('/api/v1/channels', chat);
  const otherId = (other.body['channel'] as { id: string }).id;
  const refused = await world.ada.browser.post(`/api/v1/channels/${otherId}/hook-secret`);
  assert.equal(refused.status, 404);
  const { rows } = await sql`
    select id from audit_entry
    where action = 'channel.hook_secret_rotated' and actor_id = ${world.ada.id}
  `.execute(world.belay.db);
  assert.ok(rows.length >= 2);
});

test('a stranger is refused before a byte of their mail is read', async () => {
  await world.belay.app.listen({ port: 0, host: '127.0.0.1' });
  const address = world.belay.app.addresses()[0];
  assert.ok(typeof address === 'object');
  const nowhere = '/api/v1/inbound/mail/0197a3c0-0000-7000-8000-000000000001';
  const status = await new Promise<number>((resolve, reject) => {
    const asking = request({
      port: address.port,
      path: nowhere,
      method: 'POST',
      // Announced, and never sent.
      headers: { 'content-type': 'message/rfc822', 'content-length': 50 * 1024 * 1024 },
    });
    asking.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      asking.destroy();
    });
    asking.on('error', reject);
    asking.flushHeaders();
  });
  assert.equal(status, 401);
});
