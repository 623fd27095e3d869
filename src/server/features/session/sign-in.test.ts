import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { minuteMs } from '#domain/kernel/instant.ts';
import { goodPassword, openTestDesk, tokenIn } from '#harness/sign-in-desk.ts';
import { at } from '#server/platform/db/parameters.ts';
import { createSignInLink } from './public.ts';

const desk = await openTestDesk();
const email = 'lan@acme.example';
await desk.addAgent({ email, name: 'Lan', role: 'admin', password: goodPassword });

test('A right password opens a session in a __Host- cookie that scripts cannot read', async () => {
  const browser = desk.browser();
  const answer = await browser.signIn('LAN@acme.example');
  assert.deepEqual([answer.status, answer.body], [200, { state: 'signed_in' }]);
  assert.equal(answer.cookies.length, 1);
  assert.match(
    answer.cookies[0] ?? '',
    /^__Host-belay\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const session = await browser.get('/api/v1/session');
  assert.equal(session.status, 200);
  assert.deepEqual((session.body['agent'] as { name: string }).name, 'Lan');
  assert.equal((session.body['workspace'] as { name: string }).name, 'Acme');
  assert.ok((session.body['permissions'] as string[]).includes('audit.read'));
});

test('The answer of a sign-in holds no token', async () => {
  const answer = await desk.browser().signIn(email);
  assert.deepEqual(Object.keys(answer.body), ['state']);
});

test('A cookie for one browser session has no age when the person is not to be remembered', async () => {
  const browser = desk.browser();
  const body = { email, password: goodPassword, isRemembered: false };
  const answer = await browser.post('/api/v1/auth/sign-in', body);
  const cookie = answer.cookies.find((each) => each.includes('session_token')) ?? '';
  assert.doesNotMatch(cookie, /max-age/i);
});

test('Over plain http on loopback the cookie goes without the prefix that browsers refuse there', async () => {
  const local = await openTestDesk({ baseUrl: 'http://127.0.0.1:7300' });
  await local.addAgent({ email, password: goodPassword });
  const browser = local.browser();
  const answer = await browser.signIn(email);
  assert.match(answer.cookies[0] ?? '', /^belay\.session_token=[^;]+;.*HttpOnly; SameSite=Lax$/);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('Signing in again ends the session that the browser came with', async () => {
  const browser = desk.browser();
  await browser.signIn(email);
  const planted = desk.browser();
  for (const [name, value] of browser.jar) planted.jar.set(name, value);
  await browser.signIn(email);
  assert.notDeepEqual([...browser.jar], [...planted.jar]);
  assert.equal((await planted.get('/api/v1/session')).status, 401);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('A cookie with a changed signature, or an empty token, opens nothing', async () => {
  const browser = desk.browser();
  await browser.signIn(email);
  const name = '__Host-belay.session_token';
  const value = decodeURIComponent(browser.jar.get(name) ?? '');
  const [token = ''] = value.split('.');
  const forged = [`${token}.AAAA`, token, `${token}.`, '.', '', `.${value.split('.')[1]}`, '%'];
  for (const each of forged) {
    browser.jar.set(name, each === '%' ? each : encodeURIComponent(each));
    assert.equal((await browser.get('/api/v1/session')).status, 401, each);
  }
});

test('Signing out ends the session, not only the cookie', async () => {
  const browser = desk.browser();
  await browser.signIn(email);
  const copy = desk.browser();
  for (const [name, value] of browser.jar) copy.jar.set(name, value);
  assert.equal((await browser.post('/api/v1/auth/sign-out')).status, 204);
  assert.equal(browser.jar.size, 0);
  assert.equal((await copy.get('/api/v1/session')).status, 401);
});

test('Another site can neither sign somebody in nor out', async () => {
  const browser = desk.browser();
  browser.origin = 'https://evil.example';
  assert.equal((await browser.signIn(email)).body['code'], 'origin_refused');
  assert.equal((await browser.post('/api/v1/auth/sign-out')).body['code'], 'origin_refused');
});

test('Whoever was deactivated is out at once and cannot come back, and is not told why', async () => {
  const agentId = await desk.addAgent({ email: 'gone@acme.example', password: goodPassword });
  const browser = desk.browser();
  await browser.signIn('gone@acme.example');
  await sql`update agent set is_active = false where id = ${agentId}`.execute(desk.db);
  assert.equal((await browser.get('/api/v1/session')).status, 401);
  const again = await desk.browser().signIn('gone@acme.example');
  assert.equal(again.body['code'], 'credentials_invalid');
  assert.equal(again.cookies.length, 0);
});

test('A session ends after a week without use, and after thirty days in any case', async () => {
  const browser = desk.browser();
  await browser.signIn(email);
  const age = (column: string, days: number) =>
    sql`
      update auth.session
      set ${sql.ref(column)} = ${sql.ref(column)} - make_interval(days => ${days})
      where user_id = (select user_id from agent where email = ${email})
    `.execute(desk.db);
  await age('updated_at', 8);
  assert.equal((await browser.get('/api/v1/session')).status, 401);
  await age('updated_at', -8);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
  await age('expires_at', 31);
  assert.equal((await browser.get('/api/v1/session')).status, 401);
});

test('A printed link signs in once, and never after an hour', async () => {
  const agentId = await desk.addAgent({ email: 'first@acme.example' });
  const agent = { workspaceId: desk.workspaceId, agentId };
  const link = await createSignInLink(desk.identity, agent);
  assert.match(link, /^https:\/\/desk\.example\/sign-in\/link#token=[\w-]{43}$/);
  const browser = desk.browser();
  const body = { token: tokenIn(link) };
  assert.equal((await browser.post('/api/v1/auth/link', body)).status, 200);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
  const second = await desk.browser().post('/api/v1/auth/link', body);
  assert.deepEqual([second.status, second.body['code']], [410, 'link_invalid']);

  const late = await createSignInLink(desk.identity, agent);
  await desk.clock.advance(61 * minuteMs);
  const refused = await desk.browser().post('/api/v1/auth/link', { token: tokenIn(late) });
  assert.equal(refused.body['code'], 'link_invalid');
});

test('A newer link makes the one before worthless, and the database holds neither', async () => {
  const agentId = await desk.addAgent({ email: 'second@acme.example' });
  const agent = { workspaceId: desk.workspaceId, agentId };
  const older = tokenIn(await createSignInLink(desk.identity, agent));
  const newer = tokenIn(await createSignInLink(desk.identity, agent));
  const kept = await sql<{ row: string }>`
    select token::text as row from auth.one_time_token as token
  `.execute(desk.db);
  assert.ok(!kept.rows.some(({ row }) => row.includes(newer) || row.includes(older)));
  const refused = await desk.browser().post('/api/v1/auth/link', { token: older });
  assert.equal(refused.status, 410);
  assert.equal((await desk.browser().post('/api/v1/auth/link', { token: newer })).status, 200);
});

test('Of twenty who open one link at the same moment one gets in', async () => {
  const agentId = await desk.addAgent({ email: 'third@acme.example' });
  const token = tokenIn(
    await createSignInLink(desk.identity, { workspaceId: desk.workspaceId, agentId }),
  );
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const browser = desk.browser();
      browser.address = `198.51.100.${index}`;
      return browser.post('/api/v1/auth/link', { token });
    }),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).filter((status) => status === 200),
    [200],
  );
});

test('A link of one purpose is no link of another, and short or empty tokens match nothing', async () => {
  const agentId = await desk.addAgent({ email: 'fourth@acme.example', password: goodPassword });
  const token = tokenIn(
    await createSignInLink(desk.identity, { workspaceId: desk.workspaceId, agentId }),
  );
  const browser = desk.browser();
  const asReset = { token, password: 'another long enough phrase' };
  assert.equal((await browser.put('/api/v1/auth/password-reset', asReset)).status, 410);
  assert.equal(
    (await browser.put('/api/v1/auth/invitation', { ...asReset, name: 'X', language: 'en' }))
      .status,
    410,
  );
  assert.equal((await browser.post('/api/v1/auth/link', { token: 'x' })).status, 410);
  assert.equal((await browser.post('/api/v1/auth/link', { token: '' })).status, 422);
});

test('Every sign-in and every refused one stands in the audit log, without the password', async () => {
  await desk.browser().signIn(email, 'wrong guess entirely');
  await desk.identity.background.settled();
  const browser = desk.browser();
  await browser.signIn(email);
  const answer = await browser.get('/api/v1/audit?action=session&limit=200');
  const items = answer.body['items'] as { action: string; address: string }[];
  assert.ok(items.some(({ action }) => action === 'session.opened'));
  assert.ok(
    items.some(({ action, address }) => action === 'session.refused' && address === '192.0.2.10'),
  );
  assert.doesNotMatch(JSON.stringify(items), /wrong guess/);
});

test('Signing in sweeps away what has ended, and nothing that has not', async () => {
  const swept = await openTestDesk();
  await swept.addAgent({ email, password: goodPassword });
  const [old, current] = [swept.browser(), swept.browser()];
  await old.signIn(email);
  await sql`update auth.session set expires_at = now() - interval '1 hour'`.execute(swept.db);
  await current.signIn(email, 'a wrong one');
  await swept.clock.advance(61 * minuteMs);
  await current.signIn(email);
  await swept.identity.background.settled();
  const left = await sql<{ sessions: number; attempts: number }>`
    select
      (select count(*)::integer from auth.session) as sessions,
      (select count(*)::integer from auth.attempt where window_ends_at <= ${at(swept.clock.now())}) as attempts
  `.execute(swept.db);
  assert.deepEqual(left.rows, [{ sessions: 1, attempts: 0 }]);
  assert.equal((await current.get('/api/v1/session')).status, 200);
});
