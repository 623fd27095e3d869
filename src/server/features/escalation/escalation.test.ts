import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escalationPreview } from '#contract/escalation.ts';
import { ticketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openWorld, type Person } from '#harness/world.ts';

const world = await openWorld();
const { hoa, sam, lan, minh } = world;
const brief = { wants: 'Her refund', tried: 'Looked in the ledger', needed: 'An approval' };
const secondLine = { kind: 'team', teamId: world.secondLineId };

/** A new ticket, escalated to the second line unless said otherwise. */
async function escalated(by: Person = hoa, body: object = {}): Promise<TicketId> {
  const ticketId = await world.customerWrites({ subject: 'Refund', text: 'Where is my refund?' });
  const asked = { reason: 'needs_authority', target: secondLine, brief, ...body };
  const answer = await by.browser.post(`/api/v1/tickets/${ticketId}/escalation`, asked);
  assert.equal(answer.status, 201);
  return ticketId;
}

async function pageOf(ticketId: TicketId, person: Person) {
  const answer = await person.browser.get(`/api/v1/tickets/${ticketId}`);
  assert.equal(answer.status, 200);
  const page = ticketPage.parse(answer.body);
  const escalation = page.escalations.at(-1);
  return { ...page, escalation, hop: escalation?.hops.at(-1) };
}

async function hopUrl(ticketId: TicketId): Promise<string> {
  const { hop } = await pageOf(ticketId, hoa);
  return `/api/v1/tickets/${ticketId}/hops/${hop?.id}`;
}

test('the preview suggests somebody with why, drafts the brief, and says what follows', async () => {
  const ticketId = await world.customerWrites({ subject: 'Refund', text: 'Where is my refund?' });
  const url = `/api/v1/tickets/${ticketId}/escalation-preview`;
  const preview = escalationPreview.parse((await hoa.browser.post(url, {})).body);
  assert.equal(preview.refusal, null);
  assert.ok(preview.suggested.name.length > 0);
  assert.ok(preview.suggested.why.length > 0);
  assert.equal(preview.brief.wants, 'Where is my refund?');
  assert.equal(preview.brief.tried, '@brief/no_reply_yet');
  assert.ok(preview.told.length > 0);
  assert.ok(preview.follows.length > 0);
  const chosen = { reason: 'fraud', target: { kind: 'agent', agentId: lan.id } };
  const other = escalationPreview.parse((await hoa.browser.post(url, chosen)).body);
  assert.deepEqual(other.told, ['Lan']);
  assert.equal(other.brief.needed, '@brief/needed?reason=fraud');
});

test('an escalation without its brief is refused, and a second one at once too', async () => {
  const ticketId = await world.customerWrites({ text: 'Help' });
  const url = `/api/v1/tickets/${ticketId}/escalation`;
  const empty = { reason: 'other', brief: { ...brief, needed: ' ' } };
  const refused = await hoa.browser.post(url, empty);
  assert.equal(refused.body['code'], 'invalid_request');
  const whole = { reason: 'other', target: secondLine, brief };
  assert.equal((await hoa.browser.post(url, whole)).status, 201);
  assert.equal((await hoa.browser.post(url, whole)).body['code'], 'escalation_active');
  const preview = await hoa.browser.post(`${url}-preview`, {});
  assert.equal(preview.body['refusal'], 'escalation_active');
});

test('who is asked may accept, once; the others are told who has it', async () => {
  const ticketId = await escalated();
  const before = await pageOf(ticketId, lan);
  assert.ok(before.can.includes('acknowledge'));
  assert.ok(!(await pageOf(ticketId, sam)).can.includes('acknowledge'));
  const url = `${await hopUrl(ticketId)}/acknowledgement`;
  assert.equal((await sam.browser.put(url)).body['code'], 'not_permitted');
  assert.equal((await lan.browser.put(url)).status, 200);
  const { hop, can } = await pageOf(ticketId, lan);
  assert.equal(hop?.acknowledgedBy?.name, 'Lan');
  assert.ok(can.includes('hand_back'));
  assert.equal((await lan.browser.put(url)).body['code'], 'hop_already_acknowledged');
});

test('declining takes the next step of the path, with the reason kept', async () => {
  const ticketId = await escalated();
  const url = `${await hopUrl(ticketId)}/refusal`;
  assert.equal((await lan.browser.put(url, { words: ' ' })).body['code'], 'invalid_request');
  assert.equal((await lan.browser.put(url, { words: 'Not ours' })).status, 200);
  const { escalation } = await pageOf(ticketId, hoa);
  const [first, second] = escalation?.hops ?? [];
  assert.equal(first?.ending, 'declined');
  assert.equal(first.words, 'Not ours');
  assert.equal(second?.state, 'offered');
});

test('handing back brings the answer to the owner, who closes with cause and lesson', async () => {
  const ticketId = await escalated();
  const hop = await hopUrl(ticketId);
  const words = 'Approved. It is sent today.';
  assert.equal((await lan.browser.put(`${hop}/answer`, { words })).status, 200);
  const { escalation, can } = await pageOf(ticketId, hoa);
  assert.equal(escalation?.state, 'returned');
  assert.equal(escalation.hops.at(-1)?.words, words);
  assert.equal(escalation.hops.at(-1)?.ending, 'handed_back');
  assert.ok(can.includes('close_escalation'));
  const url = `/api/v1/tickets/${ticketId}/escalations/${escalation.id}/closure`;
  const lessonless = await hoa.browser.put(url, { cause: 'policy' });
  assert.equal(lessonless.body['code'], 'invalid_request');
  const closed = await hoa.browser.put(url, { cause: 'policy', lesson: 'An article' });
  assert.equal(closed.status, 200);
  const after = await pageOf(ticketId, hoa);
  assert.equal(after.escalation?.state, 'closed');
  assert.equal(after.escalation.cause, 'policy');
  const again = await hoa.browser.put(url, { cause: 'policy', lesson: 'An article' });
  assert.equal(again.body['code'], 'escalation_closed');
});

test('passing on gives it to another, and never to who has it', async () => {
  const ticketId = await escalated();
  const url = `${await hopUrl(ticketId)}/onward`;
  const same = { words: 'Yours', target: secondLine };
  assert.equal((await lan.browser.put(url, same)).body['code'], 'target_is_current');
  const target = { kind: 'agent', agentId: minh.id };
  assert.equal((await lan.browser.put(url, { words: 'You decide', target })).status, 200);
  const { escalation, hop } = await pageOf(ticketId, minh);
  assert.equal(escalation?.hops[0]?.ending, 'passed_on');
  assert.deepEqual(
    hop?.to.agents.map(({ name }) => name),
    ['Minh'],
  );
});

test('solving returns it as solved; closing waits until the last hop has ended', async () => {
  const ticketId = await escalated();
  const { escalation } = await pageOf(ticketId, hoa);
  const closure = `/api/v1/tickets/${ticketId}/escalations/${escalation?.id}/closure`;
  const early = await hoa.browser.put(closure, { cause: 'other', lesson: 'None' });
  assert.equal(early.body['code'], 'escalation_still_active');
  const solved = await lan.browser.put(`${await hopUrl(ticketId)}/solution`, { words: 'Done' });
  assert.equal(solved.status, 200);
  assert.equal((await pageOf(ticketId, hoa)).hop?.ending, 'solved');
});

test('whoever gives the ticket away no longer owns it once it is accepted', async () => {
  const ticketId = await escalated(hoa, { keepOwner: false });
  await lan.browser.put(`${await hopUrl(ticketId)}/acknowledgement`);
  assert.equal((await pageOf(ticketId, hoa)).ticket.owner?.name, 'Lan');
});

test('who only reads tickets neither escalates nor looks at a preview', async () => {
  await world.belay.db
    .updateTable('agent')
    .set({ role: 'auditor' })
    .where('id', '=', sam.id)
    .execute();
  const ticketId = await world.customerWrites({ text: 'Help' });
  const url = `/api/v1/tickets/${ticketId}/escalation`;
  const body = { reason: 'other', target: secondLine, brief };
  assert.equal((await sam.browser.post(url, body)).body['code'], 'not_permitted');
  assert.equal((await sam.browser.post(`${url}-preview`, {})).body['code'], 'not_permitted');
});
