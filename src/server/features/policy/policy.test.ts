import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { calendarRow } from '#contract/calendar.ts';
import { clockExplanation } from '#contract/clock.ts';
import { policyDetail, type PolicyDocument, policyList, type PolicyRow } from '#contract/policy.ts';
import { slaChange, slaPreview } from '#contract/sla-change.ts';
import { ticketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa } = world;

async function policies(): Promise<PolicyRow[]> {
  return policyList.parse((await ada.browser.get('/api/v1/policies')).body).items;
}

async function policyOf(kind: 'customer' | 'hop'): Promise<PolicyRow> {
  const found = (await policies()).find((each) => each.kind === kind && !each.archivedAt);
  assert.ok(found);
  return found;
}

async function clockOf(ticketId: TicketId, metric: string) {
  const { body } = await hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  const clock = ticketPage.parse(body).clocks.find((each) => each.metric === metric);
  assert.ok(clock);
  return clock;
}

function withFirstResponse(document: PolicyDocument, minutes: number): PolicyDocument {
  const target = { unit: 'minutes', minutes } as const;
  const all = { low: target, normal: target, high: target, urgent: target };
  return { ...document, targets: { ...document.targets, first_response: all } };
}

function fieldsOf(body: unknown): string[] {
  const { fields } = z
    .object({ fields: z.array(z.object({ path: z.string(), code: z.string() })) })
    .parse(body);
  return fields.map(({ path, code }) => `${path} ${code}`);
}

test('agents read policies and do not write them', async () => {
  const { id, current } = await policyOf('customer');
  assert.equal((await hoa.browser.get('/api/v1/policies')).status, 200);
  assert.equal((await hoa.browser.get(`/api/v1/policies/${id}`)).status, 200);
  const body = { document: current.document, version: current.version };
  assert.equal((await hoa.browser.post(`/api/v1/policies/${id}/versions`, body)).status, 403);
  assert.equal((await hoa.browser.post('/api/v1/policies', body)).status, 403);
  const preview = await hoa.browser.post('/api/v1/sla-changes/preview', { kind: 'policies' });
  assert.equal(preview.status, 403);
});

test('P18 C15: a running clock keeps its version until the change is applied, with a preview before it', async () => {
  const ticketId = await world.customerWrites({ text: 'Where is my parcel?' });
  const before = await clockOf(ticketId, 'first_response');
  const { id, current } = await policyOf('customer');
  const document = withFirstResponse(current.document, 60);

  const drafted = await minh.browser.post('/api/v1/sla-changes/preview', {
    kind: 'policies',
    draft: { policyId: id, document },
  });
  const ahead = slaPreview.parse(drafted.body);
  assert.equal(ahead.ticketCount, 1);
  assert.equal(ahead.movedClockCount, 1);
  assert.equal(ahead.earlierCount, 1);
  assert.equal(ahead.examples[0]?.dueBefore, before.dueAt);
  assert.equal(ahead.examples[0]?.dueAfter, '2026-03-02T03:00:00.000Z');

  const saved = await minh.browser.post(`/api/v1/policies/${id}/versions`, {
    document,
    version: current.version,
  });
  assert.equal(saved.status, 201);
  assert.equal(policyDetail.parse(saved.body).olderClockCount > 0, true);
  assert.equal((await clockOf(ticketId, 'first_response')).dueAt, before.dueAt);

  const explained = clockExplanation.parse(
    (await hoa.browser.get(`/api/v1/tickets/${ticketId}/clocks/${before.id}/explanation`)).body,
  );
  assert.equal(explained.policy?.version, 1);
  assert.equal(explained.policy?.isCurrent, false);
  assert.equal(explained.dueAt, before.dueAt);
  assert.equal(explained.calendar?.timeZone, 'Asia/Ho_Chi_Minh');
  const { timeZone, days, now, endedAt } = explained.picture;
  assert.deepEqual([timeZone, now, endedAt], ['Asia/Ho_Chi_Minh', toIso(world.now()), null]);
  assert.deepEqual(
    days.flatMap(({ counted }) => counted.map(({ from, to }) => ({ from, to }))),
    explained.counted.map(({ from, to }) => ({ from, to })),
  );

  const started = await minh.browser.post('/api/v1/sla-changes', { kind: 'policies' });
  assert.equal(started.status, 202);
  const { id: changeId } = slaChange.parse(started.body);
  await world.belay.settle();
  const { body } = await minh.browser.get(`/api/v1/sla-changes/${changeId}`);
  const done = slaChange.parse(body);
  assert.deepEqual(
    [done.state, done.ticketCount, done.doneCount, done.movedCount],
    ['done', 1, 1, 1],
  );
  assert.equal((await clockOf(ticketId, 'first_response')).dueAt, '2026-03-02T03:00:00.000Z');
});

test('a change goes through many tickets in batches, and one that runs refuses a second', async () => {
  for (let index = 0; index < 24; index += 1) {
    await world.customerWrites({ text: `Question ${index}`, from: `c${index}@customer.example` });
  }
  const { id, current } = await policyOf('customer');
  const document = withFirstResponse(current.document, 90);
  await ada.browser.post(`/api/v1/policies/${id}/versions`, { document, version: current.version });
  const [first, second] = await Promise.all([
    ada.browser.post('/api/v1/sla-changes', { kind: 'policies' }),
    minh.browser.post('/api/v1/sla-changes', { kind: 'policies' }),
  ]);
  const answers = [first, second].toSorted((a, b) => a.status - b.status);
  const changeId = slaChange.parse(answers[0]?.body).id;
  assert.ok([202, 409].includes(answers[1]?.status ?? 0));
  await world.belay.settle();
  const done = slaChange.parse((await ada.browser.get(`/api/v1/sla-changes/${changeId}`)).body);
  assert.equal(done.state, 'done');
  assert.equal(done.doneCount, 25);
  assert.equal(done.movedCount, 25);
});

test('C16: a changed calendar is applied to the future of the clocks that run by it', async () => {
  const { body } = await ada.browser.get('/api/v1/calendars');
  const [calendar] = z.object({ items: z.array(calendarRow) }).parse(body).items;
  assert.ok(calendar);
  const ticketId = await world.customerWrites({
    text: 'The invoice is wrong',
    from: 'invoice@customer.example',
  });
  const before = await clockOf(ticketId, 'first_response');
  const draft = {
    ...calendar.current.document,
    holidays: [
      {
        name: 'Founding day',
        on: { kind: 'dates', dates: ['2026-03-02'] },
        closedHours: 'whole_day',
      },
    ],
  };
  const wish = { kind: 'calendar', calendarId: calendar.id };
  const ahead = slaPreview.parse(
    (await ada.browser.post('/api/v1/sla-changes/preview', { ...wish, draft })).body,
  );
  assert.ok(ahead.laterCount > 0);
  await ada.browser.post(`/api/v1/calendars/${calendar.id}/versions`, {
    document: draft,
    version: calendar.current.version,
  });
  assert.equal((await clockOf(ticketId, 'first_response')).dueAt, before.dueAt);
  assert.equal((await ada.browser.post('/api/v1/sla-changes', wish)).status, 202);
  await world.belay.settle();
  const after = await clockOf(ticketId, 'first_response');
  assert.equal(after.dueAt, '2026-03-03T03:30:00.000Z');
});

test('a policy that cannot be kept is refused, with each fault at its place', async () => {
  const { id, current } = await policyOf('customer');
  const { document, version } = current;
  const refused = async (changed: Partial<PolicyDocument>) => {
    const answer = await ada.browser.post(`/api/v1/policies/${id}/versions`, {
      document: { ...document, ...changed },
      version,
    });
    assert.equal(answer.status, 422);
    assert.equal(answer.body['code'], 'policy_invalid');
    return fieldsOf(answer.body);
  };
  const nothing = { unit: 'minutes', minutes: 0 } as const;
  assert.deepEqual(await refused({ targets: { ...document.targets, update: { low: nothing } } }), [
    'targets.update.low target_not_positive',
  ]);
  const silent = document.marks.filter((mark) => mark.id !== 'breach');
  assert.ok(
    (await refused({ marks: silent })).includes('targets.first_response breach_without_mark'),
  );
  const kinds = await refused({ kind: 'hop' });
  assert.deepEqual(kinds, ['kind kind_fixed']);
});

test('the last hop policy for everything can be neither narrowed nor put away', async () => {
  const { id, current } = await policyOf('hop');
  const narrowed = await ada.browser.post(`/api/v1/policies/${id}/versions`, {
    document: {
      ...current.document,
      conditions: [{ attribute: 'receiving_tier', isOneOf: ['L2'] }],
    },
    version: current.version,
  });
  assert.deepEqual(fieldsOf(narrowed.body), ['order.hop no_catch_all']);
  const away = await ada.browser.put(`/api/v1/policies/${id}/archive`, { isArchived: true });
  assert.equal(away.body['code'], 'policy_invalid');
});

test('a new policy is tried first, can be moved behind, and is then named as never matching', async () => {
  const standard = await policyOf('customer');
  const made = await minh.browser.post('/api/v1/policies', {
    document: {
      ...standard.current.document,
      name: 'Key accounts',
      conditions: [{ attribute: 'segment', isOneOf: ['key_account'] }],
    },
  });
  assert.equal(made.status, 201);
  const { id } = policyDetail.parse(made.body);
  const order = (await policies()).map((each) => each.id);
  assert.equal(order[0], id);
  const behind = [...order.slice(1), id];
  const moved = await minh.browser.put('/api/v1/policies/order', { policyIds: behind });
  const list = policyList.parse(moved.body);
  assert.deepEqual(
    list.items.map((each) => each.id),
    behind,
  );
  assert.ok(list.problems.some(({ code }) => code === 'never_matches'));
  const some = await minh.browser.put('/api/v1/policies/order', { policyIds: [id] });
  assert.equal(some.body['code'], 'invalid_request');
  const away = await minh.browser.put(`/api/v1/policies/${id}/archive`, { isArchived: true });
  assert.notEqual(policyDetail.parse(away.body).archivedAt, null);
});

test('two who save the same version are told of one another', async () => {
  const { id, current } = await policyOf('customer');
  const body = { document: current.document, version: current.version };
  const url = `/api/v1/policies/${id}/versions`;
  assert.equal((await ada.browser.post(url, body)).status, 201);
  assert.equal((await minh.browser.post(url, body)).status, 412);
  const detail = policyDetail.parse((await ada.browser.get(`/api/v1/policies/${id}`)).body);
  const first = detail.versions.at(-1);
  assert.equal(first?.version, 1);
  const old = await ada.browser.get(`/api/v1/policies/${id}/versions/${first?.id}`);
  assert.equal(old.status, 200);
});

test('what is not there is not found, whoever asks', async () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const asked = [
    `/api/v1/policies/${nobody}`,
    `/api/v1/sla-changes/${nobody}`,
    `/api/v1/tickets/${nobody}/clocks/${nobody}/explanation`,
  ];
  for (const url of asked) assert.equal((await ada.browser.get(url)).status, 404, url);
});
