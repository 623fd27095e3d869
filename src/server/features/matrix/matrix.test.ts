import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import {
  matrixReport,
  matrixState,
  matrixTrial,
  matrixVersion,
  matrixVersionRow,
} from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { ticketPage } from '#contract/ticket-page.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa } = world;

async function state() {
  return matrixState.parse((await ada.browser.get('/api/v1/matrix')).body);
}

async function keep(content: MatrixContent) {
  const { draft } = await state();
  const answer = await minh.browser.put('/api/v1/matrix/draft', {
    content,
    basedOn: draft?.updatedAt ?? null,
  });
  assert.equal(answer.status, 200);
  return matrixVersion.parse(answer.body);
}

async function publish(body: object) {
  return minh.browser.post('/api/v1/matrix/publications', { note: 'Refunds go up', ...body });
}

function refundRule(teamId: string): MatrixContent['rules'][number] {
  return {
    id: 'refund-first',
    name: 'Refunds',
    when: { kind: 'issue_type', in: ['refund'] },
    path: [
      {
        id: 'refund-1',
        targets: [{ kind: 'team', teamId }],
        acknowledgeMinutes: 20,
        handleMinutes: null,
        tell: [{ kind: 'role', role: 'manager' }],
      },
    ],
  };
}

test('agents read and try the matrix; only managers and admins draft and publish', async () => {
  const { published } = await state();
  assert.equal((await hoa.browser.get('/api/v1/matrix')).status, 200);
  assert.equal((await hoa.browser.post('/api/v1/matrix/check', {})).status, 200);
  const draft = { content: published.content, basedOn: null };
  assert.equal((await hoa.browser.put('/api/v1/matrix/draft', draft)).status, 403);
  const source = { kind: 'version', versionId: published.id };
  const answer = await hoa.browser.post('/api/v1/matrix/publications', { source, note: '' });
  assert.equal(answer.status, 403);
});

test('a draft is kept beside the published matrix, and two who write it are told', async () => {
  const { published } = await state();
  const content = { ...published.content, transferLimit: 3 };
  const draft = await keep(content);
  assert.equal(draft.state, 'draft');
  assert.equal((await state()).published.content.transferLimit, 2);
  const late = await ada.browser.put('/api/v1/matrix/draft', { content, basedOn: null });
  assert.equal(late.status, 412);
  const again = await keep({ ...content, transferLimit: 4 });
  assert.notEqual(again.updatedAt, draft.updatedAt);
});

test('a published draft is in force for the next escalation, and the old one is rolled back to', async () => {
  const { published } = await state();
  const rule = refundRule(world.secondLineId);
  const draft = await keep({ ...published.content, rules: [rule, ...published.content.rules] });
  const answer = await publish({ source: { kind: 'draft', basedOn: draft.updatedAt } });
  assert.equal(answer.status, 201);
  const now = await state();
  assert.equal(now.draft, null);
  assert.equal(now.published.id, draft.id);
  assert.equal(now.published.note, 'Refunds go up');
  assert.equal(now.published.publishedBy?.name, 'Minh');

  const ticketId = await world.customerWrites({ text: 'I want my money back' });
  await hoa.browser.patch(`/api/v1/tickets/${ticketId}`, { issueType: 'refund' });
  const escalated = await hoa.browser.post(`/api/v1/tickets/${ticketId}/escalation`, {
    reason: 'needs_authority',
    target: null,
    brief: { wants: 'Refund', tried: 'Receipt asked', needed: 'Approval' },
    keepOwner: true,
  });
  assert.equal(escalated.status, 201);
  const page = async () =>
    ticketPage.parse((await hoa.browser.get(`/api/v1/tickets/${ticketId}`)).body);
  assert.equal((await page()).escalations[0]?.matrixVersion, draft.version);

  const back = await publish({ source: { kind: 'version', versionId: published.id } });
  assert.equal(back.status, 201);
  const restored = matrixVersion.parse(back.body);
  assert.equal(restored.version, draft.version + 1);
  assert.deepEqual(restored.content, published.content);
  assert.equal((await page()).escalations[0]?.matrixVersion, draft.version);

  const { body } = await ada.browser.get('/api/v1/matrix/versions');
  const { items } = z.object({ items: z.array(matrixVersionRow) }).parse(body);
  assert.deepEqual(
    items.map((each) => each.state),
    ['published', 'archived', 'archived'],
  );
});

test('faults and dead ends are refused by name; dead ends may be accepted knowingly', async () => {
  const { published } = await state();
  const rule = { ...refundRule('00000000-0000-7000-8000-000000000000'), path: [] };
  const broken = await keep({ ...published.content, rules: [rule] });
  const invalid = await publish({ source: { kind: 'draft', basedOn: broken.updatedAt } });
  assert.equal(invalid.body['code'], 'matrix_invalid');
  assert.match(JSON.stringify(invalid.body['fields']), /rules\.0\.path.*path_empty/);

  const dead = refundRule(world.firstLineId);
  const [step] = dead.path;
  assert.ok(step);
  const nobody = { ...step, targets: [{ kind: 'tier', tier: 'L4', department: null } as const] };
  const gap = await keep({ ...published.content, rules: [{ ...dead, path: [nobody] }] });
  const source = { kind: 'draft', basedOn: gap.updatedAt };
  const unsafe = await publish({ source });
  assert.equal(unsafe.body['code'], 'matrix_unsafe');
  assert.match(JSON.stringify(unsafe.body['fields']), /rules\.0\.path\.0.*dead_step/);
  assert.equal((await publish({ source, acceptsDeadEnds: true })).status, 201);
  await publish({ source: { kind: 'version', versionId: published.id } });
  const { body } = await ada.browser.get('/api/v1/audit?action=matrix');
  assert.match(JSON.stringify(body), /"acceptedDeadEnds":2/);
});

test('a discarded draft is gone, and nothing is left to publish', async () => {
  const { published } = await state();
  await keep(published.content);
  assert.equal((await minh.browser.delete('/api/v1/matrix/draft')).status, 204);
  assert.equal((await state()).draft, null);
  const answer = await publish({ source: { kind: 'draft', basedOn: published.updatedAt } });
  assert.equal(answer.body['code'], 'matrix_not_draft');
});

test('a draft that a rollback went past is published with the highest number', async () => {
  const { published } = await state();
  const draft = await keep({ ...published.content, closeWithinDays: 20 });
  const back = await publish({ source: { kind: 'version', versionId: published.id } });
  const rolled = matrixVersion.parse(back.body);
  assert.ok(rolled.version > draft.version);
  const source = { kind: 'draft', basedOn: draft.updatedAt };
  const last = matrixVersion.parse((await publish({ source })).body);
  assert.equal(last.version, rolled.version + 1);
  await publish({ source: { kind: 'version', versionId: rolled.id } });
});

test('the matrix goes out as text and comes back as a draft; nonsense says where it is wrong', async () => {
  const { published } = await state();
  const out = await hoa.browser.get(`/api/v1/matrix/versions/${published.id}/text`);
  const { text } = z.object({ text: z.string() }).parse(out.body);
  assert.match(text, /belay-matrix\/1/);
  const back = await minh.browser.put('/api/v1/matrix/draft/text', { text, basedOn: null });
  const draft = matrixVersion.parse(back.body);
  assert.deepEqual(draft.content, published.content);
  const wrong = await minh.browser.put('/api/v1/matrix/draft/text', {
    text: '{"format":"belay-matrix/1","rules":7}',
    basedOn: draft.updatedAt,
  });
  assert.equal(wrong.body['code'], 'matrix_unreadable');
  assert.match(JSON.stringify(wrong.body['facts']), /\/rules/);
  await minh.browser.delete('/api/v1/matrix/draft');
});

test('the proof names what never matches and shows the week hour by hour', async () => {
  const { published } = await state();
  const twice = refundRule(world.secondLineId);
  const content = {
    ...published.content,
    rules: [twice, { ...twice, id: 'refund-again', name: 'Refunds again' }],
  };
  const { body } = await hoa.browser.post('/api/v1/matrix/check', { content });
  const report = matrixReport.parse(body);
  assert.deepEqual(report.problems, []);
  assert.ok(
    report.findings.some(
      (each) => each.kind === 'rule_shadowed' && each.byRuleId === 'refund-first',
    ),
  );
  const { coverage } = report;
  assert.equal(coverage.from, '2026-03-01T17:00:00.000Z');
  const [path] = coverage.paths;
  assert.equal(path?.minutesToHuman.length, 168);
  // Monday at ten the second line is there; on Monday at three it comes in six hours.
  assert.equal(path?.minutesToHuman[10], 20);
  assert.equal(path?.minutesToHuman[3], 6 * 60 + 20);
  assert.equal(path?.isCovered[3], false);
});

test('a ticket is tried at a moment, by its facts or by its number, with the reason of each rule', async () => {
  const { published } = await state();
  const content = {
    ...published.content,
    rules: [refundRule(world.secondLineId), ...published.content.rules],
  };
  const tried = await hoa.browser.post('/api/v1/matrix/trial', {
    content,
    at: '2026-03-02T03:00:00Z',
    facts: { issueType: 'refund', reason: 'needs_authority' },
  });
  const trial = matrixTrial.parse(tried.body);
  assert.equal(trial.rule?.name, 'Refunds');
  assert.equal(trial.hops[0]?.who, 'Second line');
  assert.equal(trial.hops[1]?.stepIndex, null);
  assert.equal(trial.hops[1]?.at, '2026-03-02T03:20:00.000Z');
  const ticketId = await world.customerWrites({ text: 'Refund me', from: 'r@customer.example' });
  await hoa.browser.patch(`/api/v1/tickets/${ticketId}`, { issueType: 'refund' });
  const { body } = await hoa.browser.get(`/api/v1/tickets/${ticketId}`);
  const plain = await hoa.browser.post('/api/v1/matrix/trial', {
    content,
    ticketNumber: ticketPage.parse(body).ticket.number,
    facts: { reason: 'other' },
  });
  assert.equal(matrixTrial.parse(plain.body).rule?.name, 'Refunds');
  const gone = await hoa.browser.post('/api/v1/matrix/trial', { ticketNumber: 999_999 });
  assert.equal(gone.status, 404);
});

test('a condition nested without end is refused and breaks nothing', async () => {
  const { published } = await state();
  let when = '{"kind":"tag","in":["x"]}';
  for (let depth = 0; depth < 1000; depth += 1) when = `{"kind":"not","of":${when}}`;
  const content = JSON.stringify(published.content).replace(/"when":\{/, `"when":${when},"x":{`);
  const answer = await minh.browser.post('/api/v1/matrix/check', {
    content: JSON.parse(content) as object,
  });
  assert.equal(answer.status, 400);
});
