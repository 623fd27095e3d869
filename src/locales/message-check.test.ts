import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMessage, placeholdersOf } from './message-check.ts';

const known = ['contactName', 'hasNextUpdate', 'nextUpdateBy'];

test('a text with known placeholders has no fault', () => {
  const text =
    'Hello {contactName}, {hasNextUpdate, select, true {by {nextUpdateBy}} other {soon}} <b>!';
  assert.equal(checkMessage(text, 'en', known), null);
  assert.deepEqual(placeholdersOf(text, 'en'), known);
  assert.equal(checkMessage('สวัสดี {contactName}', 'th', known), null);
});

test('a brace that does not close and a choice without an other are no messages', () => {
  for (const text of ['Hello {contactName', '{hasNextUpdate, select, true {yes}}', '{']) {
    assert.deepEqual(checkMessage(text, 'en', known), { code: 'syntax' }, text);
  }
});

test('an unknown placeholder is named, however deep it stands', () => {
  const fault = { code: 'unknown_placeholder', name: 'tier' };
  assert.deepEqual(checkMessage('{tier}', 'en', known), fault);
  const deep = '{hasNextUpdate, select, true {by {tier}} other {}}';
  assert.deepEqual(checkMessage(deep, 'ar', known), fault);
});

test('what is words already is not formatted again', () => {
  assert.deepEqual(checkMessage('{nextUpdateBy, date, short}', 'en', known), {
    code: 'unsupported_format',
    name: 'nextUpdateBy',
  });
});
