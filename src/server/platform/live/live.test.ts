import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { LiveEvent, LiveMessage } from '#contract/live.ts';
import type { AgentId, ContactId, TeamId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import { createTestDatabase } from '#harness/database.ts';
import { type LiveDesk, openLiveDesk } from '#harness/live-desk.ts';
import { AccessGate } from '../access/access.ts';
import { ticketVisibilityLoader } from '../access/ticket-visibility.ts';
import type { Db } from '../db/database.ts';
import { at, json } from '../db/parameters.ts';
import { transaction } from '../db/transaction.ts';
import { RequestRefused } from '../errors/refused.ts';
import { createHttpApp } from '../http/app.ts';
import type { Authenticated } from '../http/principal.ts';
import { newId } from '../ids.ts';
import { silentLogger } from '../log.ts';
import { mountDeskSocket } from './desk-socket.ts';
import { compareCursors } from './cursor.ts';
import { readEventsAfter, readHead } from './event-log.ts';
import { startFollower } from './follower.ts';
import { listenForHints } from './hint-listener.ts';
import { createLiveHub } from './hub.ts';
import { liveRoutes } from './routes.ts';

const database = await createTestDatabase();
const { db } = database;
const now = instant(Date.UTC(2026, 0, 5));
const log = silentLogger();
const baseUrl = new URL('http://127.0.0.1');

const world = { workspaceId: newId<WorkspaceId>(), other: newId<WorkspaceId>() };
const fraud = newId<TeamId>();
const people = { minh: newId<AgentId>(), hoa: newId<AgentId>() };

for (const id of [world.workspaceId, world.other]) {
  await db
    .insertInto('workspace')
    .values({ id, name: 'W', created_at: at(now) })
    .execute();
}
await db
  .insertInto('team')
  .values({
    workspace_id: world.workspaceId,
    id: fraud,
    name: 'Fraud',
    tier: 'L2',
    is_restricted: true,
    created_at: at(now),
  })
  .execute();

let number = 0;

async function makeTicket(workspaceId: WorkspaceId, teamId: TeamId | null): Promise<TicketId> {
  const id = newId<TicketId>();
  const contactId = newId<ContactId>();
  const times = { created_at: at(now), updated_at: at(now) };
  await db
    .insertInto('contact')
    .values({ workspace_id: workspaceId, id: contactId, name: 'Lan', ...times })
    .execute();
  number += 1;
  await db
    .insertInto('ticket')
    .values({
      workspace_id: workspaceId,
      id,
      number,
      subject: 'S',
      state: 'open',
      priority: 'normal',
      channel_kind: 'api',
      contact_id: contactId,
      language: 'en',
      team_id: teamId,
      ...times,
    })
    .execute();
  return id;
}

const plain = await makeTicket(world.workspaceId, null);
const secret = await makeTicket(world.workspaceId, fraud);
const foreign = await makeTicket(world.other, null);

async function append(
  where: Db,
  ticketId: TicketId | null,
  type: string,
  workspaceId = world.workspaceId,
): Promise<void> {
  await where
    .insertInto('event')
    .values({
      workspace_id: workspaceId,
      ticket_id: ticketId,
      type,
      payload: json({ some: 'thing' }),
      at: at(now),
      actor_kind: 'system',
    })
    .execute();
  await sql`select pg_notify('belay_event', '')`.execute(where);
}

/** Who may come in is decided by a header; a set of those signed out tests revocation. */
const signedOut = new Set<string>();

async function authenticate(request: FastifyRequest): Promise<Authenticated | null> {
  const who = request.headers['x-who'];
  if (typeof who !== 'string') return null;
  if (signedOut.has(who)) throw new RequestRefused('credentials_invalid');
  const agentId = who === 'minh' ? people.minh : people.hoa;
  const teamIds = who === 'insider' ? [fraud] : [];
  const base = { workspaceId: world.workspaceId, agentId, role: 'agent', teamIds } as const;
  return { carriedBy: 'cookie', principal: { ...base, kind: 'agent', sessionId: who } };
}

const follower = await startFollower({ db, log, pollMs: 200 });
const hints = listenForHints({
  sessionAddress: database.address,
  channels: ['belay_event'],
  onHint: () => follower.hint(),
  log,
});
const gate = new AccessGate();
gate.register('ticket', ticketVisibilityLoader(db));
const hub = createLiveHub({ db, follower });
const app = await createHttpApp({
  routes: liveRoutes({ db, hub, authenticator: { authenticate } }),
  mounts: [mountDeskSocket({ hub, gate, now: () => now })],
  pages: [],
  authenticator: { authenticate },
  idempotency: null,
  baseUrl,
  now: () => now,
  log,
  version: '0.0.0',
  fileLimitBytes: 1000,
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.addresses()[0];
assert.ok(typeof address === 'object');
const origin = `http://127.0.0.1:${address.port}`;

database.beforeDrop(async () => {
  hub.stop();
  await app.close();
  await hints.stop();
  await follower.stop();
});

const openDesk = async (who: string, from = origin): Promise<LiveDesk> =>
  openLiveDesk(origin, { 'x-who': who, origin: from });

const ofType = (type: string) => (message: LiveMessage) =>
  message.type === 'event' && message.event.type === type;

function typesHeard(desk: LiveDesk): string[] {
  return desk.said.flatMap((message) => (message.type === 'event' ? [message.event.type] : []));
}

test('a transaction that commits late does not hide behind one that came after it', async () => {
  const start = await readHead(db);
  let commitLate: () => void = () => undefined;
  let isWritten: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (isWritten = resolve));
  const late = transaction(db, async (tx) => {
    await append(tx, plain, 'late.first');
    isWritten();
    await new Promise<void>((resolve) => (commitLate = resolve));
  });
  await written;
  await append(db, plain, 'early.second');
  assert.deepEqual(await readEventsAfter(db, start, 10), { events: [], isHeld: true });
  commitLate();
  await late;
  const { events: seen } = await readEventsAfter(db, start, 10);
  assert.deepEqual(
    seen.map(({ event }) => event.type),
    ['late.first', 'early.second'],
  );
  const between = seen[0];
  assert.ok(between);
  const { events: rest } = await readEventsAfter(db, between.cursor, 10);
  assert.deepEqual(
    rest.map(({ event }) => event.type),
    ['early.second'],
  );
});

test('while nobody listens the follower moves on and reads nothing out', async () => {
  const heard: string[] = [];
  let isListening = false;
  const unsubscribe = follower.subscribe({
    isListening: () => isListening,
    hear: (events) => void heard.push(...events.map(({ event }) => event.type)),
  });
  await append(db, plain, 'unheard');
  const head = await readHead(db);
  while (compareCursors(follower.cursor(), head) < 0) await wait(5);
  isListening = true;
  await append(db, plain, 'heard');
  while (heard.length === 0) await wait(5);
  unsubscribe();
  assert.deepEqual(heard, ['heard']);
});

test('a transaction of another database on the same server holds nothing back', async () => {
  const neighbour = await createTestDatabase({ poolSize: 1 });
  const start = await readHead(db);
  let commit: () => void = () => undefined;
  let isBegun: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (isBegun = resolve));
  const long = transaction(neighbour.db, async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx);
    isBegun();
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await begun;
  await append(db, plain, 'beside.neighbour');
  const { events: seen } = await readEventsAfter(db, start, 10);
  commit();
  await long;
  assert.deepEqual(
    seen.map(({ event }) => event.type),
    ['beside.neighbour'],
  );
});

test('the desk hears what its agent may see, and nothing of others', async () => {
  const desk = await openDesk('minh');
  desk.say({ type: 'hello', after: null });
  await desk.hears((message) => message.type === 'ready');
  await append(db, foreign, 'foreign.thing', world.other);
  await append(db, secret, 'secret.thing');
  await append(db, plain, 'plain.thing');
  const heard = await desk.hears(ofType('plain.thing'));
  assert.ok(heard.type === 'event' && heard.event.ticketId === plain);
  const heardTypes = typesHeard(desk);
  assert.ok(!heardTypes.includes('secret.thing') && !heardTypes.includes('foreign.thing'));
  desk.socket.close();
  await desk.closed;
});

test('a desk that comes back gets what it missed, in order and once', async () => {
  const first = await openDesk('insider');
  first.say({ type: 'hello', after: null });
  const ready = await first.hears((message) => message.type === 'ready');
  assert.ok(ready.type === 'ready');
  first.socket.close();
  await first.closed;
  await append(db, plain, 'missed.one');
  await append(db, secret, 'missed.two');
  const second = await openDesk('insider');
  second.say({ type: 'hello', after: ready.cursor });
  await second.hears(ofType('missed.two'));
  await append(db, plain, 'then.three');
  await second.hears(ofType('then.three'));
  const types = typesHeard(second);
  assert.deepEqual(types.slice(-3), ['missed.one', 'missed.two', 'then.three']);
  assert.equal(new Set(types).size, types.length);
  second.socket.close();
  await second.closed;
});

test('a desk that missed too much is told to load again', async () => {
  const start = await readHead(db);
  await sql`
    insert into event (workspace_id, ticket_id, type, payload, at, actor_kind)
    select ${world.workspaceId}, ${plain}, 'flood', '{}'::jsonb, ${at(now)}, 'system'
    from generate_series(1, 1001)
  `.execute(db);
  const desk = await openDesk('minh');
  desk.say({ type: 'hello', after: `${start.txid}-${start.position}` });
  await desk.hears((message) => message.type === 'reload');
  assert.deepEqual(
    desk.said.slice(0, 2).map(({ type }) => type),
    ['ready', 'reload'],
  );
  desk.socket.close();
  await desk.closed;
});

test('agents at one ticket see each other looking and writing, also when a page dies', async () => {
  const minh = await openDesk('minh');
  const hoa = await openDesk('hoa');
  minh.say({ type: 'look', ticketId: plain });
  hoa.say({ type: 'look', ticketId: plain });
  const sees = (agentId: AgentId, isWriting: boolean, count: number) => (message: LiveMessage) =>
    message.type === 'presence' &&
    message.agents.length === count &&
    message.agents.some((each) => each.agentId === agentId && each.isWriting === isWriting);
  await minh.hears(sees(people.hoa, false, 2));
  hoa.say({ type: 'write', ticketId: plain, isWriting: true, isNote: false });
  await minh.hears(sees(people.hoa, true, 2));
  hub.presence.visitorWrites(world.workspaceId, plain, true);
  await minh.hears((message) => message.type === 'visitor_writing' && message.isWriting);
  hoa.socket.terminate();
  minh.said.length = 0;
  await minh.hears(sees(people.minh, false, 1));
  minh.socket.close();
  await minh.closed;
});

test('looking at a ticket that one may not see joins nobody', async () => {
  const insider = await openDesk('insider');
  insider.say({ type: 'look', ticketId: secret });
  await insider.hears((message) => message.type === 'presence');
  const minh = await openDesk('minh');
  minh.say({ type: 'look', ticketId: secret });
  minh.say({ type: 'ping' });
  await minh.hears((message) => message.type === 'pong');
  assert.ok(minh.said.every((message) => message.type !== 'presence'));
  assert.equal(hub.presence.at(world.workspaceId, secret).length, 1);
  for (const desk of [insider, minh]) {
    desk.socket.close();
    await desk.closed;
  }
});

test('the socket opens neither for a stranger nor from a foreign page', async () => {
  await assert.rejects(openDesk('minh', 'https://evil.example'), /403/);
  signedOut.add('gone');
  await assert.rejects(openDesk('gone'), /401/);
});

test('what is no message of the desk closes the socket', async () => {
  const desk = await openDesk('minh');
  desk.socket.send('{"type":"drop tables"}');
  assert.equal(await desk.closed, 1008);
});

test('the feed goes on from its cursor, page by page, and shows only what may be seen', async () => {
  const start = await readHead(db);
  await append(db, plain, 'feed.one');
  await append(db, secret, 'feed.hidden');
  await append(db, plain, 'feed.two');
  const read = async (cursor: string) => {
    const url = `/api/v1/events?limit=1&after=${cursor}`;
    return (await app.inject({ url, headers: { 'x-who': 'minh' } })).json();
  };
  const one = await read(`${start.txid}-${start.position}`);
  assert.deepEqual(
    one.items.map((event: LiveEvent) => event.type),
    ['feed.one'],
  );
  const two = await read(one.nextCursor);
  assert.equal(two.items[0].type, 'feed.two');
  const none = await read(two.nextCursor);
  assert.deepEqual(none.items, []);
  assert.equal(none.nextCursor, two.nextCursor);
});

test('a cursor that is none is refused', async () => {
  const headers = { 'x-who': 'minh' };
  const asked = async (after: string) =>
    (await app.inject({ url: `/api/v1/events?after=${after}`, headers })).statusCode;
  assert.equal(await asked('abc'), 422);
  assert.equal(await asked('99999999999999999999-1'), 400);
});

test('the stream resumes from Last-Event-ID, then goes on live', async () => {
  const start = await readHead(db);
  await append(db, plain, 'stream.missed');
  const stop = new AbortController();
  const answer = await fetch(`${origin}/api/v1/events/stream`, {
    headers: { 'x-who': 'minh', 'last-event-id': `${start.txid}-${start.position}` },
    signal: stop.signal,
  });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  assert.ok(answer.body);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const readUntil = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted)) {
      const { value, done } = await reader.read();
      assert.ok(!done);
      text += value;
    }
  };
  await readUntil('event: stream.missed');
  await append(db, secret, 'stream.hidden');
  await append(db, plain, 'stream.live');
  await readUntil('event: stream.live');
  assert.ok(!text.includes('stream.hidden'));
  stop.abort();
});
