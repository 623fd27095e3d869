import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeTicket, monday } from '#harness/escalation-desk.ts';
import { hourMs, plusMs } from '../kernel/instant.ts';
import {
  briefMarkers,
  draftBrief,
  generatedBrief,
  missingFromBrief,
  readMarker,
  writeMarker,
} from './brief.ts';

const at = (hour: number) => plusMs(monday, hour * hourMs);
const wish = { reason: 'needs_authority', neededBy: null } as const;

test('a brief is complete when each of its fields says something', () => {
  const full = { wants: 'a', tried: 'b', needed: 'c', neededBy: null };
  assert.deepEqual(missingFromBrief(full), []);
  assert.deepEqual(missingFromBrief({ ...full, wants: ' ', needed: '\n' }), ['wants', 'needed']);
});

test('a marker is read back with its values, and a person’s text is none', () => {
  const someText = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => text !== '__proto__');
  fc.assert(
    fc.property(
      fc.constantFrom(...briefMarkers),
      fc.dictionary(someText, someText),
      (code, values) => {
        assert.deepEqual(readMarker(writeMarker({ code, values: { ...values } })), {
          code,
          values: { ...values },
        });
      },
    ),
  );
  for (const text of [
    'Refund, please',
    '@brief/unknown',
    '@brief/needed?reason=%E0%A4%A',
    '@lan',
  ]) {
    assert.equal(readMarker(text), null, text);
  }
});

test('a generated brief holds facts and the customer’s own words, in no language of ours', () => {
  const replied = makeTicket({ lastPublicReplyAt: at(1) });
  const brief = generatedBrief(replied, { ...wish, words: ' Gọi quản lý ' });
  assert.equal(brief.wants, 'Gọi quản lý');
  assert.deepEqual(readMarker(brief.tried), {
    code: 'replied',
    values: { last: '2026-03-02T04:00:00.000Z' },
  });
  assert.deepEqual(readMarker(brief.needed)?.values, { reason: 'needs_authority' });
  const silent = generatedBrief(makeTicket({ subject: ' ' }), { ...wish, words: null });
  assert.equal(readMarker(silent.wants)?.code, 'subject');
  assert.equal(readMarker(silent.tried)?.code, 'no_reply_yet');
  assert.deepEqual(missingFromBrief(silent), []);
});

test('a draft takes what is unanswered as the wish and the last answers as what was tried', () => {
  const brief = draftBrief(
    {
      subject: 'Refund',
      customerMessages: [
        { at: at(0), text: 'Where is my refund?' },
        { at: at(2), text: 'Still\n  nothing!' },
        { at: at(3), text: 'Hello?' },
      ],
      agentReplies: [{ at: at(1), text: 'We are looking.' }],
      notes: [{ at: at(1.5), text: 'Bank says pending' }],
    },
    wish,
  );
  assert.equal(brief.wants, 'Still nothing!\nHello?');
  assert.equal(brief.tried, '– We are looking.\n– Bank says pending');
  assert.equal(readMarker(brief.needed)?.code, 'needed');
});

test('a draft of an answered or an empty conversation still has something to start from', () => {
  const answered = draftBrief(
    {
      subject: 'Refund',
      customerMessages: [{ at: at(0), text: 'Where is it?' }],
      agentReplies: [{ at: at(1), text: 'Here.' }],
      notes: [],
    },
    wish,
  );
  assert.equal(answered.wants, 'Where is it?');
  const empty = { subject: ' Refund ', customerMessages: [], agentReplies: [], notes: [] };
  assert.equal(draftBrief(empty, wish).wants, 'Refund');
  assert.equal(readMarker(draftBrief(empty, wish).tried)?.code, 'no_reply_yet');
});

test('a draft takes no thanks for a wish: what they came for stands there', () => {
  const spoken = (hour: number, text: string) => ({ at: at(hour), text });
  for (const thanks of [
    'Cảm ơn shop!',
    'Thank you so much 🙏',
    'ขอบคุณมากค่ะ',
    'شكرًا جزيلًا',
    '謝謝你們',
    '谢谢！',
  ]) {
    const brief = draftBrief(
      {
        subject: 'Refund',
        customerMessages: [spoken(0, 'Where is my refund?'), spoken(2, thanks)],
        agentReplies: [spoken(1, 'It comes on Monday.')],
        notes: [],
      },
      wish,
    );
    assert.equal(brief.wants, 'Where is my refund?', thanks);
  }
  for (const asked of [
    'Thanks, and where is my refund?',
    'Cảm ơn shop, bao giờ có hàng',
    '谢谢，请退款',
  ]) {
    const customerMessages = [spoken(0, 'Hello'), spoken(2, asked)];
    const conversation = {
      subject: 'x',
      customerMessages,
      agentReplies: [spoken(1, 'Hm')],
      notes: [],
    };
    assert.equal(draftBrief(conversation, wish).wants, asked);
  }
});

test('P24: a draft stays short, whatever was written, and cuts no character in half', () => {
  const long = '👩‍👩‍👧 ขอเงินคืน '.repeat(20_000);
  const customerMessages = Array.from({ length: 5 }, (_, hour) => ({ at: at(hour), text: long }));
  const begin = process.hrtime.bigint();
  const brief = draftBrief({ subject: 'x', customerMessages, agentReplies: [], notes: [] }, wish);
  assert.ok(Number(process.hrtime.bigint() - begin) < 5e9);
  assert.ok(Array.from(brief.wants).length <= 602);
  assert.ok(brief.wants.isWellFormed());
});
