import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { WebchatConversation, WebchatMessage } from '#contract/webchat.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { addNote, openChatWorld, reply, Visitor } from '#harness/chat-world.ts';
import { signIdentityToken } from './identity-token.ts';

const chat = await openChatWorld();
const { world } = chat;

test('the widget is told what to show, and nothing of who stands behind it', async () => {
  const answer = await chat.get(`/api/v1/webchat/config?key=${chat.key}`);
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, {
    name: 'Acme chat',
    greeting: 'Hi there',
    color: '#2f5bd8',
    language: 'en',
    asksForEmail: true,
    isOnline: true,
    opensAt: null,
  });
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.equal((await chat.get('/api/v1/webchat/config?key=nosuchkey')).status, 404);
});

test('a first message opens one ticket, and the same message sent again changes nothing', async () => {
  const visitor = await Visitor.start(chat, { name: 'Mai' });
  const first = await visitor.say('Where is my parcel?', 'message-one');
  const again = await visitor.say('Where is my parcel?', 'message-one');
  assert.equal(first.status, 201);
  assert.deepEqual(again.body['id'], first.body['id']);
  await visitor.say('It was due yesterday.');
  const tickets = await sql<{ subject: string; kind: string; name: string; messages: number }>`
    select t.subject, t.channel_kind as kind, c.name, count(m.id)::integer as messages
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    join message m on m.workspace_id = t.workspace_id and m.ticket_id = t.id
    where c.name = 'Mai'
    group by t.id, t.subject, t.channel_kind, c.name
  `.execute(world.belay.db);
  assert.deepEqual(tickets.rows, [
    { subject: 'Where is my parcel?', kind: 'webchat', name: 'Mai', messages: 2 },
  ]);
});

test('ten first messages at once still open one ticket', async () => {
  const visitor = await Visitor.start(chat, { name: 'Ten' });
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, index) => visitor.say(`line ${index}`, `at-once-${index}`)),
  );
  assert.ok(all.every(({ status }) => status === 201));
  const { items } = await visitor.conversation();
  assert.equal(items.length, 10);
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where c.name = 'Ten'
  `.execute(world.belay.db);
  assert.equal(rows[0]?.count, 1);
});

test('an answer is shown with a first name only; notes and tiers never are', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('My card was charged twice');
  const ticketId = await visitor.ticketId();
  await addNote(world.hoa, ticketId, 'L2 thinks this is fraud, secret-note-word');
  await reply(world.hoa, ticketId, 'We are looking into it.');
  const { items, unreadCount } = await visitor.conversation();
  assert.deepEqual(
    items.map(({ author, name, text }) => ({ author, name, text })),
    [
      { author: 'visitor', name: null, text: 'My card was charged twice' },
      { author: 'agent', name: 'Hoa', text: 'We are looking into it.' },
    ],
  );
  assert.equal(unreadCount, 1);
  const raw = JSON.stringify(items);
  assert.doesNotMatch(raw, /secret-note-word|L1|L2|tier|team|owner/);
  const seen = await visitor.put('/api/v1/webchat/seen', { messageId: items[1]?.id });
  assert.deepEqual(seen.body, { unreadCount: 0 });
});

test("another visitor's token opens nothing of it, whatever address its owner gives", async () => {
  const owner = await Visitor.start(chat, { name: 'Owner', email: 'owner@customer.example' });
  await owner.say('my secret order 4711');
  const ticketId = await owner.ticketId();
  await reply(world.hoa, ticketId, 'Order 4711 is on its way.');
  const [, answer] = (await owner.conversation()).items;
  const stranger = await Visitor.start(chat, { name: 'X', email: 'owner@customer.example' });
  assert.deepEqual((await stranger.conversation()).items, []);
  await stranger.say('hello');
  const seen = await stranger.conversation();
  assert.deepEqual(
    seen.items.map(({ text }) => text),
    ['hello'],
  );
  assert.equal(seen.visitor.name, null);
  await stranger.put('/api/v1/webchat/seen', { messageId: answer?.id });
  assert.equal((await owner.conversation()).unreadCount, 1);
  // Both are one person for the desk, and the agent is told that nobody has proved it.
  const { rows } = await sql<{ contacts: number; problems: string[] }>`
    select
      count(distinct t.contact_id)::integer as contacts,
      array_agg(distinct problem) as problems
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    cross join unnest(m.problems) problem
    where m.text in ('my secret order 4711', 'hello')
  `.execute(world.belay.db);
  assert.deepEqual(rows, [{ contacts: 1, problems: ['sender_unproved'] }]);
});

test('an address that a visitor gives later never becomes one of the person they claim to be', async () => {
  const visitor = await Visitor.start(chat, { email: 'victim@customer.example' });
  await visitor.say('I am who I say');
  const changed = await visitor.put('/api/v1/webchat/visitor', { email: 'eve@attacker.example' });
  assert.equal(changed.status, 200);
  const { rows } = await sql<{ value: string; verified: boolean; contacts: number }>`
    select i.value, i.is_verified as verified, count(*) over (partition by i.contact_id)::integer as contacts
    from contact_identity i
    where i.kind = 'email'
      and i.value in ('victim@customer.example', 'eve@attacker.example')
    order by i.value
  `.execute(world.belay.db);
  assert.deepEqual(rows, [
    { value: 'eve@attacker.example', verified: false, contacts: 1 },
    { value: 'victim@customer.example', verified: false, contacts: 1 },
  ]);
});

test('what the address owner answers by mail is not shown to whoever only gave that address', async () => {
  const claimant = await Visitor.start(chat, { email: 'victim@customer.example' });
  await claimant.say('Please tell me my balance');
  const ticketId = await claimant.ticketId();
  await world.customerWrites({
    text: 'I did not ask this! My balance is 900.',
    from: 'victim@customer.example',
    ticketId,
  });
  const { items } = await claimant.conversation();
  assert.deepEqual(
    items.filter(({ author }) => author === 'visitor').map(({ text }) => text),
    ['Please tell me my balance'],
  );
  assert.doesNotMatch(JSON.stringify(items), /900/);
});

test('no token, a wrong one, an API key and an agent are no visitor', async () => {
  assert.equal((await chat.get('/api/v1/webchat/conversation')).status, 401);
  const wrong = `visitor.${world.workspaceId}.${'a'.repeat(43)}`;
  assert.equal((await new Visitor(chat, wrong).get('/api/v1/webchat/conversation')).status, 401);
  assert.equal((await world.hoa.browser.get('/api/v1/webchat/conversation')).status, 401);
  const visitor = await Visitor.start(chat);
  for (const url of ['/api/v1/tickets', '/api/v1/directory', '/api/v1/events']) {
    assert.equal((await visitor.get(url)).status, 401, url);
  }
});

test('a channel that is switched off ends every conversation', async () => {
  const visitor = await Visitor.start(chat);
  await chat.change({ isEnabled: false });
  assert.equal((await visitor.get('/api/v1/webchat/conversation')).status, 401);
  assert.equal((await chat.get(`/api/v1/webchat/config?key=${chat.key}`)).status, 404);
  await chat.change({ isEnabled: true });
  assert.equal((await visitor.get('/api/v1/webchat/conversation')).status, 200);
});

test('only the listed sites may begin a chat or show its frame', async () => {
  await chat.change({ origins: ['https://shop.example/'] });
  const ask = (origin: string) => chat.get(`/api/v1/webchat/config?key=${chat.key}`, { origin });
  assert.equal((await ask('https://shop.example')).status, 200);
  assert.equal((await ask('https://evil.example')).status, 403);
  assert.equal((await ask('http://desk.example')).status, 200);
  const frame = await chat.raw(`/widget/frame/${chat.key}`);
  if (frame.statusCode === 200) {
    const policy = String(frame.headers['content-security-policy']);
    assert.match(policy, /frame-ancestors 'self' https:\/\/shop\.example$/);
    assert.equal(frame.headers['x-frame-options'], undefined);
  }
  // The built page under any other address would lose that policy, and so is not a chat there.
  for (const url of ['/widget/ui/frame/', '/widget/ui/index.html/frame/', '/widget/frame//']) {
    const other = await chat.raw(`${url}${chat.key}`);
    assert.doesNotMatch(String(other.headers['content-security-policy']), /frame-ancestors \*/);
  }
  await chat.change({ origins: [] });
});

test('whoever the site vouches for finds the conversation on every device', async () => {
  const secret = await chat.identitySecret();
  const exp = Math.floor(world.now() / 1000) + 600;
  const person = { sub: 'customer-77', email: 'Known@customer.example', name: 'Bao Tran', exp };
  const identityToken = signIdentityToken(person, secret);
  const phone = await Visitor.start(chat, { identityToken });
  await phone.say('from my phone');
  const desk = await Visitor.start(chat, { identityToken });
  const { items, visitor } = await desk.conversation();
  assert.deepEqual(
    items.map(({ text }) => text),
    ['from my phone'],
  );
  assert.deepEqual(visitor, { name: 'Bao Tran', hasEmail: true, isProved: true });
  const { rows } = await sql<{ kind: string; value: string; verified: boolean }>`
    select i.kind, i.value, i.is_verified as verified
    from contact_identity i
    join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
    where c.name = 'Bao Tran' and i.kind <> 'webchat'
    order by i.kind
  `.execute(world.belay.db);
  assert.deepEqual(rows, [
    { kind: 'email', value: 'known@customer.example', verified: true },
    { kind: 'external', value: 'customer-77', verified: true },
  ]);
  for (const bad of [
    signIdentityToken(person, 'another secret'),
    signIdentityToken({ ...person, exp: exp - 700 }, secret),
    `${identityToken}x`,
    'not.a.token',
  ]) {
    assert.equal((await chat.start({ identityToken: bad })).status, 401);
  }
});

test('a new secret ends what the old one vouched for; its owner finds the conversation again', async () => {
  const exp = Math.floor(world.now() / 1000) + 600;
  const person = { sub: 'customer-88', email: 'again@customer.example', name: 'Chi', exp };
  const before = signIdentityToken(person, await chat.identitySecret());
  const stolen = await Visitor.start(chat, { identityToken: before });
  await stolen.say('before the leak');
  const stranger = await Visitor.start(chat);
  const secret = await chat.identitySecret();
  assert.equal((await stolen.get('/api/v1/webchat/conversation')).status, 401);
  assert.equal((await chat.start({ identityToken: before })).status, 401);
  assert.equal((await stranger.get('/api/v1/webchat/conversation')).status, 200);
  const renewed = await Visitor.start(chat, { identityToken: signIdentityToken(person, secret) });
  assert.deepEqual(
    (await renewed.conversation()).items.map(({ text }) => text),
    ['before the leak'],
  );
  const twin = signIdentityToken({ ...person, sub: 'customer-89' }, secret);
  const other = await Visitor.start(chat, { identityToken: twin });
  assert.deepEqual((await other.conversation()).items, []);
});

test('files go up within limits and come down by signed links', async () => {
  const visitor = await Visitor.start(chat);
  const uploaded = await visitor.upload('résumé.PDF', Buffer.from('%PDF-1.4 hello'));
  assert.equal(uploaded.status, 201);
  assert.equal(uploaded.body['mediaType'], 'application/pdf');
  assert.equal((await visitor.upload('run.exe', Buffer.from('MZ'))).status, 415);
  assert.equal((await visitor.upload('x.svg', Buffer.from('<svg/>'))).status, 415);
  const big = Buffer.alloc(10 * 1024 * 1024 + 1);
  assert.equal((await visitor.upload('big.zip', big)).status, 413);
  const said = await visitor.post('/api/v1/webchat/messages', {
    clientId: 'with-a-file',
    files: [uploaded.body['token']],
  });
  assert.equal(said.status, 201);
  const [file] = (said.body as unknown as WebchatMessage).files;
  const download = await chat.raw(file?.url ?? '');
  assert.equal(download.statusCode, 200);
  assert.equal(download.body, '%PDF-1.4 hello');
  assert.match(String(download.headers['content-disposition']), /^attachment/);
  const forged = await visitor.post('/api/v1/webchat/messages', {
    clientId: 'forged-file',
    files: [`${String(uploaded.body['token'])}x`],
  });
  assert.equal(forged.body['code'], 'link_invalid');
});

test('hostile text goes through unharmed and in no time', async () => {
  const visitor = await Visitor.start(chat);
  const texts = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '\u0000null\u0000 \u202egnp.exe',
    'a.'.repeat(5000),
    'ก'.repeat(10_000),
  ];
  for (const text of texts) {
    const startedAt = performance.now();
    const said = await visitor.say(text);
    assert.equal(said.status, 201);
    assert.ok(performance.now() - startedAt < 5000);
  }
  const { items } = await visitor.conversation();
  assert.equal(items[0]?.text, texts[0]);
  assert.equal((await visitor.say('x'.repeat(10_001))).status, 422);
  assert.equal((await visitor.say('   ')).status, 422);
});

test('a long conversation is read part by part, without gap or repeat', async () => {
  const visitor = await Visitor.start(chat);
  for (let index = 0; index < 55; index += 1) {
    await visitor.say(`line ${index}`);
    await world.advance('PT2S');
  }
  const newest = await visitor.conversation();
  assert.equal(newest.items.length, 50);
  const before = await visitor.get(
    `/api/v1/webchat/conversation?before=${newest.earlierCursor ?? ''}`,
  );
  const earlier = before.body as unknown as WebchatConversation;
  const lines = [...earlier.items, ...newest.items].map(({ text }) => text);
  assert.deepEqual(
    lines,
    Array.from({ length: 55 }, (_, index) => `line ${index}`),
  );
  assert.equal(earlier.earlierCursor, null);
});

test('a solved chat asks inside the chat how it went', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('Please help');
  const ticketId = await visitor.ticketId();
  await reply(world.hoa, ticketId, 'Done!', 'solved');
  const { isEnded } = await visitor.conversation();
  assert.equal(isEnded, true);
  await world.advance('P1D');
  const asked = (await visitor.conversation()).items.find(({ survey }) => survey !== null);
  assert.ok(asked?.survey, 'no survey was sent within a day');
  const answer = { score: 5, comment: 'Quick and kind.' };
  const rated = await visitor.put(`/api/v1/feedback/${asked.survey.token}`, answer);
  assert.equal(rated.status, 200);
  const after = (await visitor.conversation()).items.find(({ survey }) => survey !== null);
  assert.deepEqual(after?.survey, { token: asked.survey.token, ...answer });
});

test('a message to a closed ticket begins a new one in the same conversation', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('first matter');
  const first = await visitor.ticketId();
  await reply(world.hoa, first, 'Solved it.', 'solved');
  await sql`
    update ticket set state = 'closed', closed_at = solved_at where id = ${first}
  `.execute(world.belay.db);
  await visitor.say('second matter');
  assert.notEqual(await visitor.ticketId(), first);
  const texts = (await visitor.conversation()).items
    .filter(({ author }) => author === 'visitor')
    .map(({ text }) => text);
  assert.deepEqual(texts, ['first matter', 'second matter']);
});

test('a visitor who leaves can be forgotten here', async () => {
  const visitor = await Visitor.start(chat);
  assert.equal((await visitor.delete('/api/v1/webchat/sessions/current')).status, 204);
  assert.equal((await visitor.get('/api/v1/webchat/conversation')).status, 401);
});

test('a flood from one visitor is slowed down, and others are not', async () => {
  const loud = await Visitor.start(chat);
  const quiet = await Visitor.start(chat);
  const statuses: number[] = [];
  for (let index = 0; index < 62; index += 1) {
    const { status } = await loud.say('again and again', 'the-same-each-time');
    statuses.push(status);
  }
  assert.deepEqual(new Set(statuses.slice(0, 60)), new Set([201]));
  assert.deepEqual(statuses.slice(60), [429, 429]);
  assert.equal((await quiet.say('me too')).status, 201);
});

test('sessions from one address are counted', async () => {
  const from = async (remoteAddress: string): Promise<number> => {
    const url = '/api/v1/webchat/sessions';
    const payload = { key: chat.key };
    const app = world.belay.app;
    return (await app.inject({ method: 'POST', url, remoteAddress, payload })).statusCode;
  };
  for (let index = 0; index < 20; index += 1) assert.equal(await from('203.0.113.9'), 201);
  assert.equal(await from('203.0.113.9'), 429);
  assert.equal(await from('203.0.113.10'), 201);
});

test('a stranger gets a name that tells them apart', async () => {
  const visitor = await Visitor.start(chat);
  await visitor.say('anybody there?');
  const ticketId: TicketId = await visitor.ticketId();
  const named = await world.hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  assert.match(JSON.stringify(named.body), /Visitor [0-9A-F]{4}/);
  await visitor.put('/api/v1/webchat/visitor', { name: 'Dao' });
  const renamed = await world.hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  assert.match(JSON.stringify(renamed.body), /"Dao"/);
});
