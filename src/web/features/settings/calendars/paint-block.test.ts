import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextCell, paintBlock } from './paint-block.ts';

const nineToSix = [{ opens: '09:00', closes: '18:00' }];
const empty = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

test('a block goes over hours and days, whichever corner it began at', () => {
  const from = { day: 2, slot: 23 };
  const to = { day: 0, slot: 18 };
  const painted = paintBlock(empty, { from, to }, true);
  const morning = [{ opens: '09:00', closes: '12:00' }];
  assert.deepEqual(painted, { ...empty, mon: morning, tue: morning, wed: morning });
  assert.deepEqual(paintBlock(painted, { from, to }, false), empty);
});

test('a lunch break is cut out of every day at once', () => {
  const week = { ...empty, mon: nineToSix, tue: nineToSix };
  const halves = [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:00', closes: '18:00' },
  ];
  const corners = { from: { day: 0, slot: 24 }, to: { day: 1, slot: 25 } };
  assert.deepEqual(paintBlock(week, corners, false), { ...empty, mon: halves, tue: halves });
});

test('keys lead through the week and never out of it', () => {
  const at = { day: 0, slot: 18 };
  const go = (key: string, isRightToLeft = false, isFar = false) =>
    nextCell(key, at, { isRightToLeft, isFar });
  assert.deepEqual(go('ArrowRight'), { day: 0, slot: 19 });
  assert.deepEqual(go('ArrowRight', true), { day: 0, slot: 17 });
  assert.deepEqual(go('ArrowLeft', true), { day: 0, slot: 19 });
  assert.deepEqual(go('ArrowUp'), at);
  assert.deepEqual(go('ArrowDown'), { day: 1, slot: 18 });
  assert.deepEqual(go('PageDown'), { day: 6, slot: 18 });
  assert.deepEqual(go('Home'), { day: 0, slot: 0 });
  assert.deepEqual(go('End', false, true), { day: 6, slot: 47 });
  assert.equal(go('a'), null);
});
