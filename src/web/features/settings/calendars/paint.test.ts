import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpenAt, paint, spillOf, stretchesOf, timeTextOf } from './paint.ts';

const nineToSix = [{ opens: '09:00', closes: '18:00' }];
const night = [{ opens: '22:00', closes: '06:00' }];

test('painting opens what was closed and joins what touches', () => {
  assert.deepEqual(paint([], { from: 540, to: 570 }, true), [{ opens: '09:00', closes: '09:30' }]);
  assert.deepEqual(paint(nineToSix, { from: 1080, to: 1110 }, true), [
    { opens: '09:00', closes: '18:30' },
  ]);
  assert.deepEqual(paint([], { from: 0, to: 1440 }, true), [{ opens: '00:00', closes: '24:00' }]);
});

test('painting a lunch break away leaves morning and afternoon', () => {
  assert.deepEqual(paint(nineToSix, { from: 720, to: 780 }, false), [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:00', closes: '18:00' },
  ]);
});

test('a night shift keeps its morning when its evening begins earlier, and loses it with its last hour', () => {
  assert.deepEqual(paint(night, { from: 1260, to: 1320 }, true), [
    { opens: '21:00', closes: '06:00' },
  ]);
  assert.deepEqual(paint(night, { from: 1410, to: 1440 }, false), [
    { opens: '22:00', closes: '23:30' },
  ]);
  assert.equal(spillOf(stretchesOf(night)), 360);
});

test('hours that somebody is still typing are left out, and whole days stay whole', () => {
  assert.deepEqual(stretchesOf([{ opens: '', closes: '18:00' }]), []);
  const all = paint(night, { from: 0, to: 1440 }, true);
  assert.deepEqual(all, [{ opens: '00:00', closes: '24:00' }]);
  assert.equal(isOpenAt(stretchesOf(all), 1439), true);
});

test('a time may be typed short, and midnight ends a day', () => {
  const typed = ['9', '930', '9.30', '24', '17:5', '25:00', ''];
  const read = ['09:00', '09:30', '09:30', '24:00', null, null, null];
  assert.deepEqual(typed.map(timeTextOf), read);
});
