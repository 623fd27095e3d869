/// <reference types="node" />
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { listTickets, updateTicket } from '#contract/ticket.ts';
import { escalateTicket } from '#contract/escalation.ts';
import { ApiProblem } from './api-problem.ts';
import { call, urlOf } from './api.ts';

const ticketId = '01890000-0000-7000-8000-000000000001';
const brief = { wants: 'a refund', tried: 'the card', needed: 'a transfer' };

/** A network whose answers are given in order; an Error is a lost connection. */
function network(context: TestContext, answers: readonly (Response | Error)[]) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const asked: { url: string; init: RequestInit & { headers: Headers } }[] = [];
  const rest = [...answers];
  context.mock.method(
    globalThis,
    'fetch',
    (url: string, init: RequestInit & { headers: Headers }) => {
      asked.push({ url, init });
      const answer = rest.shift();
      assert.ok(answer, 'asked once too often');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  );
  return asked;
}

function json(body: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
}

/** Lets the waits between attempts pass. */
async function settle<T>(context: TestContext, promise: Promise<T>): Promise<T> {
  // It may fail while the waits still pass; who awaits it below hears of that.
  promise.catch(() => undefined);
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    context.mock.timers.tick(2000);
  }
  return promise;
}

test('A POST that the network lost is repeated under the same key, so that it happens once', async (context) => {
  const asked = network(context, [new TypeError('lost'), json({ ticketId })]);
  const escalate = call(escalateTicket, {
    params: { ticketId },
    body: { reason: 'needs_authority', brief },
  });
  assert.equal((await settle(context, escalate)).ticketId, ticketId);
  const keys = asked.map(({ init }) => init.headers.get('idempotency-key'));
  assert.equal(keys.length, 2);
  assert.ok(keys[0]);
  assert.equal(keys[0], keys[1]);
});

test('A network that stays away becomes a problem with a code', async (context) => {
  const asked = network(context, [new TypeError('1'), new TypeError('2'), new TypeError('3')]);
  await assert.rejects(settle(context, call(listTickets)), (error) => {
    assert.ok(error instanceof ApiProblem);
    assert.equal(error.code, 'network');
    return true;
  });
  assert.equal(asked.length, 3);
});

test('A refusal keeps its code, facts and fields, and is not repeated', async (context) => {
  const problem = {
    type: 'about:blank',
    title: 'Some fields need another look.',
    status: 422,
    code: 'invalid_request',
    wayOut: 'Correct them.',
    requestId: 'r1',
    facts: { limit: 2 },
    fields: [{ path: 'subject', code: 'too_small', message: 'needs a word' }],
  };
  const asked = network(context, [json(problem, 422, 'application/problem+json')]);
  const change = call(updateTicket, { params: { ticketId }, body: { subject: '' }, version: 7 });
  await assert.rejects(settle(context, change), (error) => {
    assert.ok(error instanceof ApiProblem);
    assert.equal(error.code, 'invalid_request');
    assert.equal(error.facts['limit'], 2);
    assert.equal(error.field('subject')?.message, 'needs a word');
    return true;
  });
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.init.headers.get('if-match'), '"7"');
});

test('A page of a proxy in the place of an answer is unavailable, not a crash', async (context) => {
  network(context, [new Response('<h1>Bad gateway</h1>', { status: 502 })]);
  await assert.rejects(settle(context, call(listTickets)), { code: 'unavailable' });
});

test('Addresses are filled and encoded, lists repeated, and what is empty is left out', () => {
  assert.equal(
    urlOf('/a/:id/b', { id: 'x/y' }, { q: 'é&', tag: ['1', '2'], no: undefined, empty: '' }),
    '/a/x%2Fy/b?q=%C3%A9%26&tag=1&tag=2',
  );
  assert.throws(() => urlOf('/a/:id', {}, undefined), /needs id/);
});
