import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { parseInt8, parseTimestamptz } from './value-parsers.ts';

test('moments are read in any zone of the session, cut to the millisecond', () => {
  const cases = [
    ['2026-11-21 09:05:07+00', '2026-11-21T09:05:07Z'],
    ['2026-11-21 09:05:07.1+00', '2026-11-21T09:05:07.100Z'],
    ['2026-11-21 09:05:07.123999+00', '2026-11-21T09:05:07.123Z'],
    ['2026-11-21 16:05:07.5+07', '2026-11-21T09:05:07.500Z'],
    ['2026-11-21 14:35:07+05:30', '2026-11-21T09:05:07Z'],
    ['2026-11-20 23:05:07-10', '2026-11-21T09:05:07Z'],
    ['0044-03-15 12:00:00+00', '0044-03-15T12:00:00Z'],
    ['12026-01-01 00:00:00+00', '+012026-01-01T00:00:00Z'],
  ] as const;
  for (const [text, iso] of cases) assert.equal(parseTimestamptz(text), instantFromIso(iso), text);
});

test('what is no moment is refused', () => {
  for (const text of ['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '2026-11-21']) {
    assert.throws(() => parseTimestamptz(text), RangeError, text);
  }
});

test('a bigint is a number, or an error, but never rounded', () => {
  assert.equal(parseInt8('9007199254740991'), 9_007_199_254_740_991);
  assert.equal(parseInt8('-42'), -42);
  assert.throws(() => parseInt8('9007199254740993'), RangeError);
});
