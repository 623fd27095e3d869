/// <reference types="node" />
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LiveEvent, LiveMessage } from '#contract/live.ts';
import { createLive } from './live.ts';
import type { LiveStatus, Socket } from './live-connection.ts';

const ticketId = '01890000-0000-7000-8000-000000000001';
const serverTime = '2026-11-21T00:00:00.000Z';

function event(cursor: string): LiveMessage {
  return {
    type: 'event',
    event: {
      cursor,
      type: 'message.received',
      at: serverTime,
      ticketId,
      actor: { kind: 'contact', id: null },
      payload: {},
    },
  };
}

/** A server at the other end: every connection made, what it said, and a way to answer. */
function world(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const sockets: (Socket & { said: unknown[]; isClosed: boolean })[] = [];
  const heard: LiveEvent[] = [];
  const statuses: LiveStatus[] = [];
  const times: string[] = [];
  let reloads = 0;
  const live = createLive({
    connect: () => {
      const socket = {
        said: [] as unknown[],
        isClosed: false,
        send: (text: string) => void socket.said.push(JSON.parse(text)),
        close: () => {
          socket.isClosed = true;
        },
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      sockets.push(socket);
      return socket;
    },
    onReload: () => {
      reloads += 1;
    },
    onServerTime: (iso) => void times.push(iso),
    onStatus: (status) => void statuses.push(status),
    random: () => 1,
  });
  live.onEvent((one) => void heard.push(one));
  const latest = () => {
    const socket = sockets.at(-1);
    assert.ok(socket);
    return socket;
  };
  return {
    live,
    sockets,
    heard,
    statuses,
    times,
    reloads: () => reloads,
    latest,
    answer: (message: LiveMessage) => latest().onmessage?.({ data: JSON.stringify(message) }),
  };
}

test('The stream greets, hears events, and resumes after the last one it heard', (context) => {
  const { live, latest, answer, heard, statuses, sockets } = world(context);
  live.start();
  latest().onopen?.();
  assert.deepEqual(latest().said, [{ type: 'hello', after: null }]);
  answer({ type: 'ready', cursor: '10-5', serverTime });
  answer(event('11-6'));
  assert.equal(heard.length, 1);
  latest().onclose?.();
  context.mock.timers.tick(500);
  assert.equal(sockets.length, 2);
  latest().onopen?.();
  assert.deepEqual(latest().said, [{ type: 'hello', after: '11-6' }]);
  assert.deepEqual(statuses, ['connecting', 'open', 'waiting', 'connecting', 'open']);
});

test('What was missed for good makes everything be read again', (context) => {
  const { live, latest, answer, reloads } = world(context);
  live.start();
  latest().onopen?.();
  answer({ type: 'reload', cursor: '99-1' });
  assert.equal(reloads(), 1);
  assert.equal(live.cursor(), '99-1');
});

test('A connection that falls silent is given up after 45 s, and pings keep a good one', (context) => {
  const { live, latest, answer, sockets } = world(context);
  live.start();
  latest().onopen?.();
  for (let turn = 0; turn < 5; turn += 1) {
    context.mock.timers.tick(20_000);
    answer({ type: 'pong', serverTime });
  }
  assert.equal(sockets.length, 1);
  assert.deepEqual(latest().said.at(-1), { type: 'ping' });
  context.mock.timers.tick(45_000);
  assert.equal(sockets[0]?.isClosed, true);
  assert.equal(live.status(), 'waiting');
});

test('Failures space the attempts out up to 15 s, and coming online tries at once', (context) => {
  const { live, latest, sockets } = world(context);
  live.start();
  for (let turn = 0; turn < 8; turn += 1) {
    latest().onclose?.();
    context.mock.timers.tick(15_000);
  }
  assert.equal(sockets.length, 9);
  latest().onclose?.();
  context.mock.timers.tick(14_999);
  assert.equal(sockets.length, 9);
  live.wake();
  assert.equal(sockets.length, 10);
});

test('The ticket on the screen is named again after a reconnect', (context) => {
  const { live, latest } = world(context);
  live.start();
  latest().onopen?.();
  live.look(ticketId);
  latest().onclose?.();
  context.mock.timers.tick(500);
  latest().onopen?.();
  assert.deepEqual(latest().said, [
    { type: 'hello', after: null },
    { type: 'look', ticketId },
  ]);
});

test('An old connection that speaks after it was given up is not heard', (context) => {
  const { live, latest, sockets, heard } = world(context);
  live.start();
  latest().onopen?.();
  const old = sockets[0];
  live.stop();
  live.start();
  old?.onmessage?.({ data: JSON.stringify(event('1-1')) });
  assert.deepEqual(heard, []);
});
