import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { hourMs } from '#domain/kernel/instant.ts';
import { lesserRole } from '#server/platform/auth/authenticator.ts';
import { goodPassword, openTestDesk } from '#harness/sign-in-desk.ts';

const desk = await openTestDesk();
const adminId = await desk.addAgent({
  email: 'admin@acme.example',
  name: 'Ada',
  role: 'admin',
  password: goodPassword,
});
await desk.addAgent({ email: 'agent@acme.example', role: 'agent', password: goodPassword });
const admin = desk.browser();
await admin.signIn('admin@acme.example');

type Made = {
  apiKey: { id: string; state: string; prefix: string; lastUsedAt: string | null };
  secret: string;
};

async function make(body: object = {}): Promise<Made> {
  const answer = await admin.post('/api/v1/api-keys', {
    name: 'Reports',
    scopes: ['audit:read'],
    role: 'admin',
    ...body,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body as Made;
}

/** Asks as a program does: with the key and without cookies. */
function askWith(secret: string, url = '/api/v1/audit') {
  return desk.browser().send('GET', url, undefined, { authorization: `Bearer ${secret}` });
}

test('A key is shown once, kept as a hash, and recognised by its first characters', async () => {
  const { apiKey, secret } = await make();
  assert.match(secret, /^belay_[\w-]{43}$/);
  assert.ok(secret.startsWith(apiKey.prefix));
  const list = await admin.get('/api/v1/api-keys');
  assert.ok(!JSON.stringify(list.body).includes(secret));
  const kept = await sql<{ row: string }>`select key::text as row from api_key as key`.execute(
    desk.db,
  );
  assert.ok(!JSON.stringify(kept.rows).includes(secret));
});

test('A key opens what its scope names and nothing else', async () => {
  const { secret } = await make();
  assert.equal((await askWith(secret)).status, 200);
  const other = await make({ scopes: ['tickets:read'] });
  const refused = await askWith(other.secret);
  assert.deepEqual([refused.status, refused.body['code']], [403, 'scope_missing']);
  for (const url of [
    '/api/v1/session',
    '/api/v1/api-keys',
    '/api/v1/sessions',
    '/api/v1/invitations',
  ]) {
    assert.equal((await askWith(secret, url)).body['code'], 'scope_missing', url);
  }
});

test('A key with the scope but a role that lacks the permission is refused', async () => {
  const { secret } = await make({ role: 'agent' });
  assert.equal((await askWith(secret)).body['code'], 'not_permitted');
});

test('A revoked key is refused at its next request', async () => {
  const { apiKey, secret } = await make();
  assert.equal((await askWith(secret)).status, 200);
  assert.equal((await admin.delete(`/api/v1/api-keys/${apiKey.id}`)).status, 204);
  assert.equal((await askWith(secret)).body['code'], 'credentials_invalid');
  assert.equal((await admin.delete(`/api/v1/api-keys/${apiKey.id}`)).status, 204);
});

test('A key ends at its time, and cannot be made for a time that has passed', async () => {
  const expiresAt = new Date(desk.clock.now() + hourMs).toISOString();
  const { secret } = await make({ expiresAt });
  assert.equal((await askWith(secret)).status, 200);
  await desk.clock.advance(hourMs);
  assert.equal((await askWith(secret)).body['code'], 'credentials_invalid');
  const late = await admin.post('/api/v1/api-keys', {
    name: 'x',
    scopes: ['audit:read'],
    expiresAt,
  });
  assert.equal(late.body['code'], 'invalid_request');
});

test('Unknown, short, empty and malformed keys are all refused alike', async () => {
  await make();
  for (const key of ['belay_', '', 'x', `belay_${'A'.repeat(43)}`]) {
    assert.equal((await askWith(key)).status, 401, key);
  }
  const basic = await desk
    .browser()
    .send('GET', '/api/v1/audit', undefined, { authorization: 'Basic eDp5' });
  assert.equal(basic.status, 401);
});

test('A key says when it was last used', async () => {
  const { apiKey, secret } = await make();
  assert.equal(apiKey.lastUsedAt, null);
  await askWith(secret);
  const list = await admin.get('/api/v1/api-keys');
  const item = (list.body['items'] as Made['apiKey'][]).find(({ id }) => id === apiKey.id);
  assert.equal(item?.lastUsedAt, new Date(desk.clock.now()).toISOString());
});

test('A key can never do more than its maker, also when the maker becomes less or leaves', async () => {
  const { secret } = await make();
  await sql`update agent set role = 'agent' where id = ${adminId}`.execute(desk.db);
  assert.equal((await askWith(secret)).body['code'], 'not_permitted');
  await sql`update agent set is_active = false where id = ${adminId}`.execute(desk.db);
  assert.equal((await askWith(secret)).body['code'], 'credentials_invalid');
  await sql`update agent set role = 'admin', is_active = true where id = ${adminId}`.execute(
    desk.db,
  );
  assert.equal(lesserRole('admin', 'auditor'), 'auditor');
  assert.equal(lesserRole('collaborator', 'agent'), 'collaborator');
});

test('Only admins make, see and revoke keys', async () => {
  const agent = desk.browser();
  await agent.signIn('agent@acme.example');
  const body = { name: 'x', scopes: ['audit:read'] };
  assert.equal((await agent.post('/api/v1/api-keys', body)).body['code'], 'not_permitted');
  assert.equal((await agent.get('/api/v1/api-keys')).body['code'], 'not_permitted');
});

test('Keys of another workspace do not exist here', async () => {
  const { apiKey } = await make();
  const other = await openTestDesk();
  await other.addAgent({ email: 'admin@other.example', role: 'admin', password: goodPassword });
  const stranger = other.browser();
  await stranger.signIn('admin@other.example');
  assert.equal((await stranger.delete(`/api/v1/api-keys/${apiKey.id}`)).status, 404);
});

test('Making and revoking a key stands in the audit log by name, filtered and in pages', async () => {
  const { apiKey } = await make({ name: 'Nightly export' });
  await admin.delete(`/api/v1/api-keys/${apiKey.id}`);
  const first = await admin.get(`/api/v1/audit?subjectKind=api_key&subjectId=${apiKey.id}&limit=1`);
  const [latest] = first.body['items'] as {
    action: string;
    actor: { name: string };
    details: { name: string };
  }[];
  assert.deepEqual(
    [latest?.action, latest?.actor.name, latest?.details.name],
    ['api_key.revoked', 'Ada', 'Nightly export'],
  );
  const next = await admin.get(
    `/api/v1/audit?subjectKind=api_key&subjectId=${apiKey.id}&limit=1&cursor=${first.body['nextCursor']}`,
  );
  const [made] = next.body['items'] as { action: string }[];
  assert.deepEqual([made?.action, next.body['nextCursor']], ['api_key.created', null]);
});

test('The audit log can be neither changed nor deleted from, not even by SQL of ours', async () => {
  await assert.rejects(sql`update audit_entry set action = 'x'`.execute(desk.db), /append-only/);
  await assert.rejects(sql`delete from audit_entry`.execute(desk.db), /append-only/);
});
