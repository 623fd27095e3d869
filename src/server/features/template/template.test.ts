import assert from 'node:assert/strict';
import { test } from 'node:test';
import { template as templateShape } from '#contract/template.ts';
import { openWorld } from '#harness/world.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { wordTemplates } from './public.ts';

const world = await openWorld();
const { minh, ada, hoa } = world;
const url = '/api/v1/templates/escalation_started/vi';
const own = { subject: 'Yêu cầu #{ticketNumber}', body: 'Chào {contactName}, chúng tôi đang lo.' };

async function said(event: string, language: string) {
  const values = {
    contactName: 'Lan',
    ticketNumber: 1042,
    workspaceName: 'Acme',
    nextUpdateBy: instantFromIso('2026-03-02T12:00:00Z'),
    timeZone: 'Asia/Ho_Chi_Minh',
    surveyUrl: 'https://desk.example/rate/x',
  };
  const [words] = await wordTemplates(world.belay.db, world.workspaceId, [
    { event, language, values },
  ]);
  return words ?? null;
}

test('every message stands in the list in six languages, with the text that Belay comes with', async () => {
  const answer = await minh.browser.get('/api/v1/templates');
  const items = templateShape.array().parse(answer.body['items']);
  assert.equal(items.length, 7 * 6);
  assert.ok(items.every(({ builtIn, isEnabled }) => builtIn !== null && isEnabled));
  assert.ok(items.every(({ own: words, version }) => words === null && version === 0));
  assert.equal((await hoa.browser.get('/api/v1/templates')).status, 403);
});

test('own words go before the built-in ones, in their language only', async () => {
  const answer = await minh.browser.put(url, own);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual(templateShape.parse(answer.body).own, own);
  assert.deepEqual(await said('escalation_started', 'vi'), {
    subject: 'Yêu cầu #1042',
    body: 'Chào Lan, chúng tôi đang lo.',
  });
  assert.match((await said('escalation_started', 'en'))?.body ?? '', /^Hello Lan/);
});

test('a message that is switched off is not written; reset goes back to what it was', async () => {
  const before = templateShape.parse((await minh.browser.put(url, own)).body);
  const headers = { 'if-match': `"${before.version}"` };
  const off = await minh.browser.send('PUT', url, { ...own, isEnabled: false }, headers);
  assert.equal(off.body['isEnabled'], false);
  assert.equal(await said('escalation_started', 'vi'), null);
  const stale = await minh.browser.send('PUT', url, own, headers);
  assert.equal(stale.body['code'], 'version_mismatch');
  assert.equal((await minh.browser.delete(url)).status, 204);
  assert.match((await said('escalation_started', 'vi'))?.body ?? '', /Lan/);
  assert.equal((await minh.browser.delete(url)).status, 404);
});

test('switching off alone does not make the built-in words the own ones', async () => {
  const items = templateShape
    .array()
    .parse((await ada.browser.get('/api/v1/templates')).body['items']);
  const found = items.find((each) => each.event === 'received_receipt' && each.language === 'ar');
  assert.ok(found?.builtIn);
  const answer = await ada.browser.put('/api/v1/templates/received_receipt/ar', {
    ...found.builtIn,
    isEnabled: false,
  });
  const kept = templateShape.parse(answer.body);
  assert.equal(kept.own, null);
  assert.equal(kept.isEnabled, false);
});

test('what could not be said to a customer is refused at its field', async () => {
  const cases = [
    [{ ...own, body: 'Chào {contactName' }, 'body', 'syntax'],
    [{ ...own, subject: '{tierName}' }, 'subject', 'unknown_placeholder'],
    [{ ...own, body: '{nextUpdateBy, date}' }, 'body', 'unsupported_format'],
    [{ ...own, subject: 'two\nlines' }, 'subject', null],
    [{ ...own, body: '  ' }, 'body', null],
  ] as const;
  for (const [body, path, code] of cases) {
    const answer = await minh.browser.put(url, body);
    assert.equal(answer.status, 422, JSON.stringify(body));
    const fields = answer.body['fields'];
    assert.ok(Array.isArray(fields));
    assert.equal(fields[0]?.path, path);
    if (code !== null) assert.equal(fields[0]?.code, code);
  }
});

test('a request for feedback must lead to the survey', async () => {
  const answer = await minh.browser.put('/api/v1/templates/feedback_request/en', {
    subject: 'How was it?',
    body: 'Tell us!',
  });
  assert.equal(answer.status, 422);
  assert.match(JSON.stringify(answer.body['fields']), /placeholder_missing/);
});

test('a policy may have a message of its own; Belay speaks no other languages', async () => {
  const made = await minh.browser.put('/api/v1/templates/parcel_delayed/en', {
    subject: 'Your parcel',
    body: 'Hello {contactName}',
  });
  assert.equal(made.status, 200);
  assert.equal((await said('parcel_delayed', 'en'))?.body, 'Hello Lan');
  assert.equal((await minh.browser.put('/api/v1/templates/parcel_delayed/tlh', own)).status, 404);
  assert.equal((await minh.browser.put('/api/v1/templates/Bad-Name/en', own)).status, 422);
  assert.equal((await hoa.browser.put(url, own)).status, 403);
});
