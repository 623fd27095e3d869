import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Notification, notification } from '#contract/notification.ts';
import { languages } from '#locales/languages.ts';
import { loadDesk } from '#locales/load.ts';
import { createTranslator } from '#locales/message-format.ts';
import { noticeHref, noticeWords, ticketWords } from './notice-words.ts';

const hoa = { kind: 'agent', id: null, name: 'Hoa' } as const;
const base: Notification = {
  id: '0190a000-0000-7000-8000-000000000001',
  about: 'hop_offered',
  urgency: 'page',
  ticket: { id: '0190a000-0000-7000-8000-000000000002', number: 1042, subject: 'Refund' },
  actor: hoa,
  contactName: 'Lan',
  detail: {},
  alsoCount: 0,
  createdAt: '2026-03-02T02:00:00Z',
  readAt: null,
};
const t = createTranslator('en', await loadDesk('en'));

test('everything one is told about can be said in every language', async () => {
  for (const { code } of languages) {
    const words = createTranslator(code, await loadDesk(code));
    for (const about of notification.shape.about.options) {
      const said = noticeWords(words, { ...base, about, detail: { metric: 'update' } });
      assert.ok(said.length > 0 && !/[{}]|notification\./.test(said), `${code} ${about}: ${said}`);
    }
  }
});

test('a person is named; a rule is not taken for one', () => {
  assert.equal(noticeWords(t, base), 'Hoa needs you: an escalation is offered to you');
  const byRule = { ...base, actor: { kind: 'system', id: null, name: null } } as const;
  assert.equal(noticeWords(t, byRule), 'An escalation is offered to you');
  assert.equal(noticeWords(t, { ...base, about: 'customer_replied' }), 'Lan replied');
  const breach = {
    ...base,
    about: 'clock_breached',
    detail: { metric: 'first_response' },
  } as const;
  assert.equal(noticeWords(t, breach), 'First response: breached');
});

test('a notice leads to its ticket, and an offer to the view where it waits', () => {
  assert.equal(ticketWords(base), '#1042 Refund');
  assert.match(noticeHref(base) ?? '', /^\/inbox\/escalated_to_me\//);
  assert.match(noticeHref({ ...base, about: 'mentioned' }) ?? '', /^\/inbox\/all\//);
  assert.equal(noticeHref({ ...base, ticket: null }), null);
});
