import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { survey } from '#contract/feedback.ts';
import { Browser } from '#harness/sign-in-desk.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { db } = world.belay;
/** A customer: no session, only the link. */
const customer = new Browser(world.belay.app, world.belay.baseUrl);

/** A customer writes, is answered and asked how it was; answers the path of the link in the mail. */
async function asked(from: string, text = 'Where is my order?'): Promise<string> {
  // By chat, where nothing stands between a letter and its reader: no mail server is set here.
  const words = { subject: 'Order', text, from, channelKind: 'webchat' } as const;
  const ticketId = await world.customerWrites(words);
  const reply = { text: 'It is on its way.', state: 'solved' };
  const replied = await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/replies`, reply);
  assert.equal(replied.status, 201);
  await world.advance('P2D');
  const { rows } = await sql<{ text: string }>`
    select text from message where ticket_id = ${ticketId} and template = 'feedback_request'
  `.execute(db);
  const token = /\/rate\/(\S+)/.exec(rows[0]?.text ?? '')?.[1];
  assert.ok(token, 'the letter holds no link');
  return `/api/v1/feedback/${token}`;
}

async function lastScoreOf(email: string): Promise<number | null> {
  const { rows } = await sql<{ lastScore: number | null }>`
    select c.last_score as "lastScore"
    from contact c
    join contact_identity i on i.workspace_id = c.workspace_id and i.contact_id = c.id
    where i.value = ${email}
  `.execute(db);
  return rows[0]?.lastScore ?? null;
}

test('L1: the link shows what it is about and nothing that is ours', async () => {
  const path = await asked('lan@mail.example', 'Tôi chưa nhận được đơn hàng của tôi');
  const answer = await customer.get(path);
  assert.equal(answer.status, 200);
  const { ticketNumber, ...rest } = survey.parse(answer.body);
  assert.ok(ticketNumber > 0);
  assert.deepEqual(rest, { workspaceName: 'Acme', language: 'vi', score: null, comment: null });
  assert.equal(Object.keys(answer.body).length, 5);
});

test('L1: one click answers; the comment may come later, and the mind may change', async () => {
  const path = await asked('an@mail.example');
  const first = await customer.put(path, { score: 4 });
  assert.equal(first.status, 200);
  assert.equal(survey.parse(first.body).score, 4);
  assert.equal(await lastScoreOf('an@mail.example'), 4);
  await customer.put(path, { score: 4, comment: '  Rất tốt, cảm ơn  ' });
  const again = survey.parse((await customer.get(path)).body);
  assert.deepEqual([again.score, again.comment], [4, 'Rất tốt, cảm ơn']);
  await customer.put(path, { score: 3, comment: 'On second thoughts' });
  assert.equal(await lastScoreOf('an@mail.example'), 3);
  assert.equal(survey.parse((await customer.get(path)).body).score, 3);
});

test('a link that was not made here is refused, and says no more than that', async () => {
  const path = await asked('eve@mail.example');
  const [id = '', signature = ''] = path.split('/').at(-1)?.split('.') ?? [];
  const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
  const other = id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const forged = [`${id}.${flipped}`, `${other}.${signature}`, id, `${id}.`, 'x', '%00', '..'];
  for (const token of forged) {
    for (const answer of [
      await customer.get(`/api/v1/feedback/${token}`),
      await customer.put(`/api/v1/feedback/${token}`, { score: 1 }),
    ]) {
      assert.ok([404, 410, 403, 400].includes(answer.status), `${token}: ${answer.status}`);
      assert.ok(
        ['link_invalid', 'not_found', 'malformed_request'].includes(String(answer.body['code'])),
        token,
      );
    }
  }
  assert.equal(survey.parse((await customer.get(path)).body).score, null);
});

test('a score is one of five', async () => {
  const path = await asked('bo@mail.example');
  for (const score of [0, 6, 2.5, '5', null]) {
    const answer = await customer.put(path, { score });
    assert.equal(answer.status, 422, String(score));
  }
  assert.equal((await customer.put(path, { score: 5, comment: 'x'.repeat(5001) })).status, 422);
  assert.equal(await lastScoreOf('bo@mail.example'), null);
});

test('L2: a bad score is told to the manager at once, a good one to nobody', async () => {
  const good = await asked('happy@mail.example');
  const bad = await asked('sad@mail.example');
  await world.news();
  await customer.put(good, { score: 5 });
  assert.deepEqual(await world.news(), []);
  await customer.put(bad, { score: 2 });
  const told = await world.news();
  assert.ok(
    told.some((line) => line.startsWith('Minh: ')),
    told.join('\n'),
  );
  assert.ok(!told.some((line) => line.startsWith('customer')), told.join('\n'));
});

test('the answer stands in the timeline of the ticket, in order', async () => {
  const { rows } = await sql<{ payload: { score: number } }>`
    select payload from event where type = 'feedback.received' order by position desc limit 1
  `.execute(db);
  assert.equal(rows[0]?.payload.score, 2);
});

test('what was solved again is asked about again, and the old link stays its own', async () => {
  const first = await asked('twice@mail.example');
  await customer.put(first, { score: 2 });
  const second = await asked('twice@mail.example', 'Another thing');
  await customer.put(second, { score: 5 });
  assert.equal(survey.parse((await customer.get(first)).body).score, 2);
  assert.equal(await lastScoreOf('twice@mail.example'), 5);
});
