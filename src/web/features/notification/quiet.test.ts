import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Disturbance, mayDisturb } from './quiet.ts';

/** At this wall time in Saigon, which keeps UTC+7 all year. */
function at(time: string, part: Partial<Disturbance> = {}): Disturbance {
  const quietHours = { isOn: true, from: '20:00', to: '08:00' };
  return {
    choices: { desktop: true, quietHours },
    presence: 'online',
    timeZone: 'Asia/Ho_Chi_Minh',
    nowMs: Date.parse(`2026-03-02T${time}:00+07:00`),
    ...part,
  };
}

test('quiet hours go around midnight and end to the minute', () => {
  assert.equal(mayDisturb('normal', at('19:59')), true);
  assert.equal(mayDisturb('normal', at('20:00')), false);
  assert.equal(mayDisturb('normal', at('00:00')), false);
  assert.equal(mayDisturb('normal', at('07:59')), false);
  assert.equal(mayDisturb('normal', at('08:00')), true);
});

test('quiet hours within one day leave the night loud', () => {
  const quietHours = { isOn: true, from: '12:00', to: '13:00' };
  const choices = { desktop: true, quietHours };
  assert.equal(mayDisturb('normal', at('12:30', { choices })), false);
  assert.equal(mayDisturb('normal', at('23:30', { choices })), true);
});

test('switched off, or as long as nothing, they silence nothing', () => {
  const off = { isOn: false, from: '20:00', to: '08:00' };
  const empty = { isOn: true, from: '09:00', to: '09:00' };
  for (const quietHours of [off, empty]) {
    const choices = { desktop: true, quietHours };
    assert.equal(mayDisturb('normal', at('23:00', { choices })), true);
  }
});

test('do-not-disturb silences what is normal at any hour', () => {
  assert.equal(mayDisturb('normal', at('10:00', { presence: 'do_not_disturb' })), false);
});

test('a page gets through quiet hours and do-not-disturb', () => {
  assert.equal(mayDisturb('page', at('03:00', { presence: 'do_not_disturb' })), true);
});
