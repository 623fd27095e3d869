import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { SetupStarters } from './public.ts';
import { firstAdminLink } from './public.ts';
import { setupRoutes } from './routes.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { openTestDesk, tokenIn } from '#harness/sign-in-desk.ts';

type Called = { checked: string[]; added: string[]; read: string[]; samples: number };

/** A fresh installation: an empty database, and starters that only remember. */
async function freshInstall() {
  const called: Called = { checked: [], added: [], read: [], samples: 0 };
  const starters: SetupStarters = {
    sendsMail: false,
    checkMailbox: async ({ imapHost, address }) => {
      called.checked.push(address);
      if (imapHost === 'nowhere.example') throw new RequestRefused('channel_unreachable');
    },
    addMailbox: async (_tx, { settings }) => {
      called.added.push(settings.address);
    },
    readMailboxes: async () => {
      const { rows } = await sql<{ isSetUp: boolean }>`
        select is_set_up as "isSetUp" from workspace
      `.execute(desk.db);
      if (rows[0]?.isSetUp === true) called.read.push(...called.added);
    },
    addSample: async () => {
      called.samples += 1;
    },
  };
  const desk = await openTestDesk({ extraRoutes: (identity) => setupRoutes(identity, starters) });
  await sql`delete from workspace`.execute(desk.db);
  const link = (await firstAdminLink(desk.identity)) ?? '';
  const browser = desk.browser();
  await browser.post('/api/v1/auth/link', { token: tokenIn(link) });
  return { desk, called, browser };
}

function answers(more: object = {}) {
  return {
    workspaceName: 'Cửa hàng Hoa',
    ownName: 'Nguyễn Hoa',
    ownEmail: 'hoa@shop.example',
    password: 'three green bicycles',
    language: 'en',
    timeZone: 'Asia/Ho_Chi_Minh',
    businessKind: 'tiered',
    secondLine: [{ name: 'Minh', email: 'minh@shop.example' }],
    start: { with: 'nothing' },
    ...more,
  };
}

test('A fresh install has one admin without a password, who comes in by the printed link', async () => {
  const { desk, browser } = await freshInstall();
  const state = await browser.get('/api/v1/setup');
  assert.deepEqual(
    ['isSetUp', 'hasPassword', 'ownEmail', 'sendsMail'].map((field) => state.body[field]),
    [false, false, '', false],
  );
  const kept = await sql`select 1 from auth.credential`.execute(desk.db);
  assert.equal(kept.rows.length, 0);
});

test('Every start prints a fresh link until the questions are answered, and none afterwards', async () => {
  const { desk, browser } = await freshInstall();
  const again = await firstAdminLink(desk.identity);
  assert.match(again ?? '', /#token=/);
  assert.equal((await browser.put('/api/v1/setup', answers())).status, 200);
  assert.equal(await firstAdminLink(desk.identity), null);
});

test('Two processes that start at once on an empty database make one workspace', async () => {
  const desk = await openTestDesk();
  await sql`delete from workspace`.execute(desk.db);
  await Promise.all([firstAdminLink(desk.identity), firstAdminLink(desk.identity)]);
  const found = await sql`select 1 from workspace`.execute(desk.db);
  assert.equal(found.rows.length, 1);
});

test('The answers make teams, hours, targets and a published matrix, and invite the second line', async () => {
  const { desk, browser } = await freshInstall();
  const done = await browser.put('/api/v1/setup', answers());
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const invitations = done.body['invitations'] as { email: string; link: string }[];
  assert.deepEqual(
    invitations.map(({ email }) => email),
    ['minh@shop.example'],
  );
  assert.equal(desk.mails[0]?.to.email, 'minh@shop.example');
  const teams = await sql<{ name: string; tier: string; members: number }>`
    select team.name, team.tier, count(member.agent_id)::integer as members
    from team
    left join team_member as member on member.workspace_id = team.workspace_id and member.team_id = team.id
    group by team.name, team.tier
    order by team.tier
  `.execute(desk.db);
  assert.deepEqual(teams.rows, [
    { name: 'First line', tier: 'L1', members: 1 },
    { name: 'Second line', tier: 'L2', members: 1 },
  ]);
  const made = await sql<{ policies: number; zone: string; rules: number }>`
    select
      (select count(*)::integer from sla_policy where current_version_id is not null) as policies,
      (select document->>'timeZone' from calendar_version) as zone,
      (select jsonb_array_length(document->'rules') from matrix_version where state = 'published') as rules
  `.execute(desk.db);
  assert.deepEqual([made.rows[0]?.policies, made.rows[0]?.zone], [2, 'Asia/Ho_Chi_Minh']);
  assert.ok((made.rows[0]?.rules ?? 0) >= 6);
  const session = await browser.get('/api/v1/session');
  assert.equal((session.body['workspace'] as { name: string }).name, 'Cửa hàng Hoa');
});

test('Afterwards the admin signs in with the address and password they gave', async () => {
  const { desk, browser } = await freshInstall();
  await browser.put('/api/v1/setup', answers());
  assert.equal(
    (await desk.browser().signIn('hoa@shop.example', 'three green bicycles')).status,
    200,
  );
});

test('Alone, the admin stands in the second line too, so that no escalation falls', async () => {
  const { desk, browser } = await freshInstall();
  await browser.put('/api/v1/setup', answers({ secondLine: [], businessKind: 'shop' }));
  const found = await sql`select 1 from team_member`.execute(desk.db);
  assert.equal(found.rows.length, 2);
});

test('The questions are answered once', async () => {
  const { browser } = await freshInstall();
  await browser.put('/api/v1/setup', answers());
  const again = await browser.put('/api/v1/setup', answers({ workspaceName: 'Taken over' }));
  assert.equal(again.body['code'], 'already_set_up');
});

test('A mailbox that cannot be reached leaves everything unanswered', async () => {
  const { desk, browser, called } = await freshInstall();
  const mailbox = {
    address: 'care@shop.example',
    username: 'care',
    password: 'x',
    imapHost: 'nowhere.example',
    smtpHost: 'nowhere.example',
  };
  const refused = await browser.put(
    '/api/v1/setup',
    answers({ start: { with: 'mailbox', mailbox } }),
  );
  assert.equal(refused.body['code'], 'channel_unreachable');
  const found = await sql`select 1 from team`.execute(desk.db);
  assert.equal(found.rows.length, 0);
  const reachable = { ...mailbox, imapHost: 'imap.shop.example' };
  const done = await browser.put(
    '/api/v1/setup',
    answers({ start: { with: 'mailbox', mailbox: reachable } }),
  );
  assert.equal(done.status, 200);
  assert.deepEqual(called.added, ['care@shop.example']);
  assert.deepEqual(called.read, ['care@shop.example'], 'read at once, not from the next start on');
});

test('A look at the sample is prepared when it is asked for', async () => {
  const { browser, called } = await freshInstall();
  await browser.put('/api/v1/setup', answers({ start: { with: 'sample' } }));
  assert.equal(called.samples, 1);
});

test('A weak password, a missing one and an unknown time zone are refused', async () => {
  const { browser } = await freshInstall();
  const put = (more: object) => browser.put('/api/v1/setup', answers(more));
  assert.equal((await put({ password: 'short' })).body['code'], 'password_too_weak');
  assert.equal((await put({ password: null })).body['code'], 'password_too_weak');
  assert.equal((await put({ timeZone: 'Asia/Nowhere' })).body['code'], 'invalid_request');
});
