/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import { foldForSearch } from './fold.ts';
import { createFormatWith } from './format-with.ts';

const at = '2026-11-21T08:05:00Z';
const minuteMs = 60_000;

test('Dates are Gregorian and digits Latin in every language', () => {
  for (const { code } of languages) {
    const format = createFormatWith(translator(code), 'UTC');
    for (const text of [format.dateTime(at), format.number(1234567), format.percent(0.5)]) {
      assert.doesNotMatch(text, /[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59]/, code);
    }
    assert.match(format.date(at), /2026/, code);
    assert.match(format.time(at), /08:05/, code);
  }
});

test('A span is said in its two largest units', () => {
  const { duration } = createFormatWith(translator('en'), 'UTC');
  assert.equal(duration(45_000), '45 s');
  assert.equal(duration(12 * minuteMs + 59_000), '12 m');
  assert.equal(duration(65 * minuteMs), '1 h 5 m');
  assert.equal(duration(120 * minuteMs), '2 h');
  assert.equal(duration((51 * 60 + 30) * minuteMs), '2 d 3 h');
  assert.equal(duration(-40 * minuteMs), '40 m');
});

test('Marks and case do not matter to a search, Thai vowels do', () => {
  assert.equal(foldForSearch('Quảng Ngãi'), 'quang ngai');
  assert.equal(foldForSearch('Đà Nẵng'), 'da nang');
  assert.equal(foldForSearch('إِسْتِرْجَاع'), foldForSearch('استرجاع'));
  assert.notEqual(foldForSearch('ปา'), foldForSearch('ปี'));
});
