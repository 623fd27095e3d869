/// <reference types="node" />
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatOf, spentShareAt } from './heat.ts';

const startMs = Date.parse('2026-11-21T08:00:00Z');
const minuteMs = 60_000;
const hour = {
  status: 'running' as const,
  startedAt: new Date(startMs).toISOString(),
  dueAt: new Date(startMs + 60 * minuteMs).toISOString(),
};

test('A clock warms at half, burns at four fifths and is breached at its deadline, not before', () => {
  const at = (minutes: number) => heatOf(hour, startMs + minutes * minuteMs);
  assert.equal(at(0), 'calm');
  assert.equal(at(29.9), 'calm');
  assert.equal(at(30), 'warm');
  assert.equal(at(48), 'hot');
  assert.equal(at(59.99), 'hot');
  assert.equal(at(60), 'breached');
  assert.equal(at(600), 'breached');
});

test('A stopped clock shows why, whatever the time', () => {
  const late = startMs + 600 * minuteMs;
  assert.equal(heatOf({ ...hour, status: 'paused', dueAt: null }, late), 'paused');
  assert.equal(heatOf({ ...hour, status: 'met', dueAt: null }, late), 'met');
  assert.equal(heatOf({ ...hour, status: 'cancelled', dueAt: null }, late), 'cancelled');
  assert.equal(heatOf({ ...hour, status: 'breached', dueAt: null }, late), 'breached');
});

test('The share that the server answered in working time is the one to go on from', () => {
  const answered = { ...hour, spentShare: 0.6, spentAtMs: startMs };
  assert.equal(spentShareAt(answered, startMs), 0.6);
  assert.equal(spentShareAt(answered, startMs + 30 * minuteMs), 0.8);
  assert.equal(heatOf(answered, startMs), 'warm');
});
