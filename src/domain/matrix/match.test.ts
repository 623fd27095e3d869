import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  makeFacts,
  makeMatrix,
  officeHours,
  path,
  step,
  toTeam,
} from '#harness/escalation-desk.ts';
import { instantFromIso } from '../kernel/instant.ts';
import type { MatrixFacts } from './facts.ts';
import { examine, matchMatrix, speaks } from './match.ts';
import type { Condition } from './matrix.ts';

const holds = (condition: Condition, facts: Partial<MatrixFacts> = {}) =>
  examine(condition, makeFacts(facts)).held;

test('each condition holds for what it names and for nothing else', () => {
  const cases: readonly [Condition, Partial<MatrixFacts>, Partial<MatrixFacts>][] = [
    [{ kind: 'issue_type', in: ['refund'] }, { issueType: 'refund' }, { issueType: null }],
    [{ kind: 'channel_kind', in: ['webchat'] }, { channelKind: 'webchat' }, {}],
    [{ kind: 'channel', in: ['c' as never] }, { channelId: 'c' as never }, {}],
    [{ kind: 'team', in: ['t' as never] }, { teamId: 't' as never }, { teamId: null }],
    [{ kind: 'segment', in: ['key_account'] }, { segment: 'key_account' }, { segment: 'b2b' }],
    [{ kind: 'plan', in: ['gold'] }, { plan: 'gold' }, {}],
    [{ kind: 'priority', in: ['urgent', 'high'] }, { priority: 'high' }, {}],
    [{ kind: 'language', in: ['zh'] }, { language: 'zh-Hant' }, { language: 'vi' }],
    [{ kind: 'reason', in: ['clock_breach'] }, { reason: 'clock_breach' }, {}],
    [{ kind: 'type', in: ['automatic'] }, { type: 'automatic' }, {}],
    [{ kind: 'tier', in: ['L2'] }, { tier: 'L2' }, { tier: null }],
    [{ kind: 'department', in: ['billing'] }, { department: 'billing' }, {}],
    [{ kind: 'tag', in: ['vip', 'press'] }, { tags: ['x', 'press'] }, { tags: ['x'] }],
    [{ kind: 'risk', in: ['fraud'] }, { riskFlags: ['legal', 'fraud'] }, { riskFlags: ['legal'] }],
    [{ kind: 'conflict_sign', in: ['abuses'] }, { conflictSigns: ['abuses'] }, {}],
    [{ kind: 'value_at_least', cents: 100 }, { valueCents: 100 }, { valueCents: 99 }],
    [{ kind: 'conflict_at_least', score: 60 }, { conflictScore: 60 }, { conflictScore: 59 }],
    [
      { kind: 'hours', calendarVersionId: officeHours, is: 'closed' },
      { openCalendarIds: new Set() },
      {},
    ],
  ];
  for (const [condition, yes, no] of cases) {
    assert.equal(holds(condition, yes), true, condition.kind);
    assert.equal(holds(condition, no), false, condition.kind);
    assert.equal(holds({ kind: 'not', of: condition }, yes), false, condition.kind);
  }
});

test('all of nothing holds, any of nothing does not', () => {
  assert.equal(holds({ kind: 'all', of: [] }), true);
  assert.equal(holds({ kind: 'any', of: [] }), false);
});

test('a language covers its scripts and regions, not the reverse', () => {
  assert.equal(speaks('zh', 'zh-Hant'), true);
  assert.equal(speaks('zh-Hant', 'zh'), false);
  assert.equal(speaks('ZH-hant', 'zh-Hant'), true);
  assert.equal(speaks('zh', 'zha'), false);
});

test('C29: a window over midnight belongs to the day it starts on, in its own zone', () => {
  const night: Condition = {
    kind: 'week_time',
    zone: 'Asia/Ho_Chi_Minh',
    weekdays: [5],
    fromMinute: 22 * 60,
    toMinute: 6 * 60,
  };
  const at = (iso: string) => holds(night, { at: instantFromIso(iso) });
  assert.equal(at('2026-03-06T21:59:59+07:00'), false);
  assert.equal(at('2026-03-06T22:00:00+07:00'), true, 'Friday evening');
  assert.equal(at('2026-03-07T05:59:00+07:00'), true, 'Saturday morning');
  assert.equal(at('2026-03-07T06:00:00+07:00'), false);
  assert.equal(at('2026-03-06T05:00:00+07:00'), false, 'Friday morning');
  assert.equal(at('2026-03-07T23:00:00+07:00'), false, 'Saturday evening');
});

test('C33: a window follows the wall clock of its zone through daylight saving', () => {
  const morning: Condition = {
    kind: 'week_time',
    zone: 'Europe/Berlin',
    weekdays: [1, 2, 3, 4, 5],
    fromMinute: 540,
    toMinute: 1020,
  };
  const at = (iso: string) => holds(morning, { at: instantFromIso(iso) });
  assert.equal(at('2026-01-12T08:00:00Z'), true);
  assert.equal(at('2026-01-12T07:30:00Z'), false);
  assert.equal(at('2026-07-13T07:30:00Z'), true);
  assert.equal(at('2026-07-13T15:00:00Z'), false);
});

test('the first rule that holds gives the path, and every rule tried is explained', () => {
  const rules = [
    { id: 'vip', name: 'VIP', when: { kind: 'tag', in: ['vip'] }, path },
    {
      id: 'refund',
      name: 'Refunds',
      when: {
        kind: 'all',
        of: [
          { kind: 'issue_type', in: ['refund'] },
          { kind: 'not', of: { kind: 'value_at_least', cents: 100 } },
        ],
      },
      path: [step('billing', toTeam('billing'))],
    },
    { id: 'later', name: 'Later', when: { kind: 'all', of: [] }, path },
  ] as const;
  const facts = makeFacts({ issueType: 'refund', valueCents: 50 });
  const match = matchMatrix(makeMatrix({ rules }), facts);
  assert.equal(match.rule?.id, 'refund');
  assert.equal(match.path, rules[1].path);
  assert.deepEqual(
    match.explanation.map(({ ruleId, held }) => [ruleId, held]),
    [
      ['vip', false],
      ['refund', true],
    ],
  );
  assert.deepEqual(match.explanation[1]?.finding, {
    kind: 'all',
    held: true,
    of: [
      {
        kind: 'leaf',
        held: true,
        expected: { kind: 'issue_type', in: ['refund'] },
        actual: 'refund',
      },
      {
        kind: 'not',
        held: true,
        of: {
          kind: 'leaf',
          held: false,
          expected: { kind: 'value_at_least', cents: 100 },
          actual: 50,
        },
      },
    ],
  });
});

test('when no rule holds the fallback is taken, and the explanation says of each why not', () => {
  const rules = [{ id: 'vip', name: 'VIP', when: { kind: 'tag', in: ['vip'] }, path: [] }] as const;
  const match = matchMatrix(makeMatrix({ rules }), makeFacts({ tags: ['new'] }));
  assert.equal(match.rule, null);
  assert.equal(match.path, path);
  const [tried] = match.explanation;
  assert.deepEqual(tried?.finding.kind === 'leaf' && tried.finding.actual, ['new']);
});
