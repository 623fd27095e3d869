import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { instant } from '#domain/kernel/instant.ts';
import { type BelayProcess, moveClock, startBelayProcess } from '#harness/belay-process.ts';
import { startSmtp } from '#harness/mail-server.ts';
import { freePort } from '#harness/real-server.ts';
import { openWorld } from '#harness/world.ts';
import { signWebhook } from '#server/features/channel/public.ts';
import { crashPoints } from '#server/platform/crash-point.ts';

/*
 * P2: Belay is killed (SIGKILL, by itself, at the named place) at every crash point in turn while
 * mails arrive, an agent answers and escalates, things fall due and letters leave. Each successor
 * takes up what the one before left, and is armed with the next point. In the end every mail is
 * one message, every answer was given once, every timer fired once and every letter left.
 *
 * The callers do what providers and programs do: they repeat what got no answer, under the same
 * webhook id or Idempotency-Key.
 */

const secret = 'a secret of the tests, long enough for all';
const smtp = await startSmtp();
after(() => smtp.stop());
const dataFolder = mkdtempSync(path.join(tmpdir(), 'belay-killed-'));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;

const { belay, databaseUrl, ada, workspaceId } = await openWorld({
  start: instant(Date.now()),
  smtpUrl: smtp.url,
  baseUrl: origin,
});
const made = await ada.browser.post('/api/v1/channels', {
  kind: 'email',
  name: 'Support',
  address: 'support@acme.example',
  settings: { displayName: 'Acme Support', imap: null, smtp: null },
});
const { channel, hookSecret } = made.body as { channel: { id: string }; hookSecret: string };
const keyMade = await ada.browser.post('/api/v1/api-keys', {
  name: 'The caller',
  role: 'admin',
  scopes: ['tickets:read', 'tickets:write', 'messages:write', 'escalations:write'],
});
assert.equal(keyMade.status, 201, JSON.stringify(keyMade.body));
const authorization = `Bearer ${String(keyMade.body['secret'])}`;
// From here on only the processes work on the database.
await belay.timekeeper.stop();
await belay.outbox.stop();

const roundMs = 300;
let isOver = false;
const givenUp: string[] = [];

/** Repeats a request until it is answered; a process that is gone comes back. */
async function insist(
  url: string,
  init: RequestInit,
  isDone: (status: number, text: string) => boolean,
) {
  while (!isOver) {
    try {
      const answer = await fetch(origin + url, { ...init, signal: AbortSignal.timeout(5000) });
      const text = await answer.text();
      if (isDone(answer.status, text)) return { status: answer.status, text };
      if (answer.status < 500 && answer.status !== 409)
        givenUp.push(`${url} ${answer.status} ${text}`);
      if (answer.status < 500 && answer.status !== 409) return { status: answer.status, text };
    } catch {
      // Killed, or not back yet: what a caller sees of it.
    }
    await wait(50);
  }
  return { status: 0, text: '' };
}

let mails = 0;

async function deliverMail(): Promise<void> {
  mails += 1;
  const id = `mail-${mails}`;
  const body = [
    `From: Customer ${mails} <${id}@customer.example>`,
    'To: support@acme.example',
    `Subject: ${id}`,
    `Message-ID: <${id}@customer.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Where is my order? ${id}`,
    '',
  ].join('\r\n');
  const timestamp = String(Math.floor(Date.now() / 1000));
  await insist(
    `/api/v1/inbound/mail/${channel.id}`,
    {
      method: 'POST',
      body,
      headers: {
        'content-type': 'message/rfc822',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook({ secret: hookSecret, id, timestamp, body }),
      },
    },
    (status) => status === 202,
  );
}

let calls = 0;

async function call(method: string, url: string, body: object): Promise<void> {
  calls += 1;
  const headers = {
    authorization,
    'content-type': 'application/json',
    'idempotency-key': `call-${calls}`,
  };
  await insist(
    url,
    { method, headers, body: JSON.stringify(body) },
    // An answer lost on the way is a conflict the second time: the thing was done. Only a key that
    // somebody who died still holds says nothing yet.
    (status, text) =>
      status < 300 ||
      (status === 409 && !text.includes('idempotency_key_busy')) ||
      text.includes('snooze_not_ahead'),
  );
}

async function ticketsWith(subjects: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ticket where workspace_id = ${workspaceId} and subject = any(${subjects})
  `.execute(belay.db);
  return rows.map(({ id }) => id);
}

async function untilThere(subjects: readonly string[]): Promise<string[]> {
  for (;;) {
    const ids = await ticketsWith(subjects);
    if (ids.length >= subjects.length || isOver) return ids;
    await wait(50);
  }
}

const calling: Promise<void>[] = [];
const answered: string[] = [];
const escalated: string[] = [];

/** One round of a desk's work: mails in, one answered, one escalated, one put off for three seconds. */
async function work(): Promise<void> {
  const first = mails + 1;
  await Promise.all([deliverMail(), deliverMail(), deliverMail()]);
  const [one, two, three] = await untilThere([0, 1, 2].map((index) => `mail-${first + index}`));
  if (one === undefined || two === undefined || three === undefined) return;
  answered.push(one);
  escalated.push(two);
  const brief = { wants: 'Her order', tried: 'Nothing', needed: 'An answer' };
  // Not waited for: the key of a request that died with its process is held for a minute.
  calling.push(
    call('POST', `/api/v1/tickets/${one}/replies`, { text: `Answer to ${one}` }),
    call('POST', `/api/v1/tickets/${two}/escalation`, { reason: 'needs_expertise', brief }),
    call('PATCH', `/api/v1/tickets/${three}`, {
      snoozedUntil: new Date(Date.now() + 3000).toISOString(),
    }),
  );
  await wait(roundMs);
}

async function start(crashAt?: string): Promise<BelayProcess> {
  return startBelayProcess({
    databaseUrl,
    dataFolder,
    port,
    secret,
    smtpUrl: smtp.url,
    ...(crashAt === undefined ? {} : { crashAt }),
  });
}

test('P2: killed at every named crash point, nothing is lost and nothing doubled', async (t) => {
  let isWorking = true;
  const desk = (async () => {
    while (isWorking) await work();
  })();
  try {
    for (const point of crashPoints) {
      const running = await start(`${point}:1`);
      const how = await Promise.race([running.ended, wait(30_000, 'never came by')]);
      assert.equal(how, 'SIGKILL', `${point}; refused: ${givenUp.join('; ')}`);
    }
    const last = await start();
    isWorking = false;
    await desk;
    // The leases of the dead run out, then the undo windows of what was still to be said end.
    await moveClock(last.origin, { advance: 'PT2M' });
    await Promise.all(calling);
    await moveClock(last.origin, { advance: 'PT2M' });
    await settled();
  } finally {
    isOver = true;
    isWorking = false;
  }
  assert.deepEqual(givenUp, []);
  t.diagnostic(await assertNothingLostOrDoubled());
});

async function settled(): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { rows } = await sql<{ open: number }>`
      select
        (select count(*)::int from outbox where state in ('pending', 'sending'))
        + (select count(*)::int from raw_message where state = 'stored') as open
    `.execute(belay.db);
    if (rows[0]?.open === 0) return;
    assert.ok(Date.now() < deadline, `${rows[0]?.open} things are left undone`);
    await wait(100);
  }
}

/** Answers the figures. */
async function assertNothingLostOrDoubled(): Promise<string> {
  const count = async (query: ReturnType<typeof sql<{ key: string; count: number }>>) =>
    new Map((await query.execute(belay.db)).rows.map((row) => [row.key, row.count]));
  const incoming = await count(sql`
    select t.subject as key, count(*)::int as count
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    where m.direction = 'in'
    group by t.subject
  `);
  assert.equal(incoming.size, mails, 'every mail is a ticket');
  for (const [subject, times] of incoming) assert.equal(times, 1, `${subject} is one message`);

  const answers = await count(sql`
    select ticket_id::text as key, count(*)::int as count
    from message
    where direction = 'out' and not is_automatic and delivery <> 'recalled'
    group by ticket_id
  `);
  assert.deepEqual([...answers.keys()].toSorted(), answered.toSorted());
  for (const [ticketId, times] of answers) assert.equal(times, 1, `${ticketId} is answered once`);

  const climbs = await count(sql`
    select ticket_id::text as key, count(*)::int as count
    from event where type = 'escalation.started' group by ticket_id
  `);
  assert.deepEqual([...climbs.keys()].toSorted(), escalated.toSorted());
  for (const [ticketId, times] of climbs) assert.equal(times, 1, `${ticketId} climbs once`);

  const woken = await count(sql`
    select ticket_id::text as key, count(*)::int as count
    from event where type = 'ticket.woken' group by ticket_id
  `);
  // A snooze that was asked for while nobody was there may have lain in the past when it came.
  const snoozed = await count(sql`
    select ticket_id::text as key, count(*)::int as count
    from event where type = 'ticket.snoozed' group by ticket_id
  `);
  assert.ok(snoozed.size > 0);
  assert.deepEqual([...woken.keys()].toSorted(), [...snoozed.keys()].toSorted());
  for (const [ticketId, times] of woken) assert.equal(times, 1, `${ticketId} wakes once`);

  const { rows: letters } = await sql<{ id: string | null; delivery: string }>`
    select external_id as id, delivery
    from message
    where direction = 'out' and kind = 'public' and delivery <> 'none'
  `.execute(belay.db);
  const times = new Map<string, number>();
  for (const { mail } of smtp.mails) {
    const id = mail.messageId ?? '';
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  for (const { id, delivery } of letters) {
    assert.equal(delivery, 'sent');
    assert.ok(id !== null);
    assert.ok([1, 2].includes(times.get(id) ?? 0), `${id} left ${times.get(id)} times`);
  }
  assert.equal(times.size, letters.length, 'a repeated letter carries the same Message-ID');
  return (
    `${crashPoints.length} kills; ${mails} mails, ${answered.length} answers, ${escalated.length} climbs, ` +
    `${woken.size} timers, ${letters.length} letters: 0 lost, 0 doubled; ` +
    `${smtp.mails.length - letters.length} letters twice under one Message-ID`
  );
}
