import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centsFrom, textOfCents } from './money-text.ts';

test('an amount is read with a point or a comma, and nothing is nothing', () => {
  assert.equal(centsFrom('1200'), 120_000);
  assert.equal(centsFrom('1200,5'), 120_050);
  assert.equal(centsFrom(' 1 200.05 '), 120_005);
  assert.equal(centsFrom(''), 0);
});

test('what is no amount is refused', () => {
  for (const text of ['-1', '1.234', '1.2.3', 'many', '1e3', '99999999999999']) {
    assert.equal(centsFrom(text), null, text);
  }
});

test('an amount that is written is read back the same', () => {
  for (const cents of [0, 1, 99, 100, 4_800_000, 123_456_789]) {
    assert.equal(centsFrom(textOfCents(cents)), cents);
  }
});
