import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  agentId,
  desk,
  deskWith,
  makeAgent,
  makeDirectory,
  makeFacts,
  makeMatrix,
  makeTeam,
  monday,
  office,
  officeHours,
  path,
  step,
  teamId,
  toAgent,
  toLead,
  toManagers,
  toTeam,
} from '#harness/escalation-desk.ts';
import { hourMs, plusMs } from '../kernel/instant.ts';
import type { Directory } from '../people/directory.ts';
import { openCalendarIds } from './facts.ts';
import { builtInRules, businessKinds, defaultMatrix } from './defaults.ts';
import { alwaysHolds, implies, neverHolds } from './implies.ts';
import { examine, matchMatrix } from './match.ts';
import type { Condition, MatrixContent } from './matrix.ts';
import { coverageOf, proveMatrix } from './prove.ts';
import { matrixToText, parseMatrixText } from './text.ts';
import { validateMatrix } from './validate.ts';

const known = { directory: desk, calendarIds: new Set([officeHours]) };
const ruleNames = {
  outage: 'Outage',
  fraud: 'Fraud',
  compliance: 'Compliance',
  clock_breach: 'Breach',
  key_account: 'Key accounts',
  billing: 'Billing',
  complaint: 'Complaints',
  technical: 'Technical',
};

/** Content without id and version, as a draft is. */
function content(changes: Partial<MatrixContent> = {}): MatrixContent {
  const { rules, fallback, transferLimit, closeWithinDays } = makeMatrix(changes);
  return { rules, fallback, transferLimit, closeWithinDays };
}

const vip: Condition = { kind: 'tag', in: ['vip'] };
const rule = (id: string, when: Condition = vip, steps = path) => ({
  id,
  name: id,
  when,
  path: steps,
});

function problems(changes: Partial<MatrixContent>): readonly string[] {
  return validateMatrix(content(changes), known).map(({ at, code }) => `${at} ${code}`);
}

test('a sound matrix has no problems', () => {
  assert.deepEqual(problems({ rules: [rule('vip')] }), []);
});

test('validation names every slip with its place', () => {
  const deep = Array.from({ length: 20 }).reduce<Condition>((of) => ({ kind: 'not', of }), vip);
  const cases: readonly [Partial<MatrixContent>, readonly string[]][] = [
    [{ fallback: [] }, ['/fallback path_empty']],
    [{ rules: [rule('a'), rule('a')] }, ['/rules/1/id rule_id_repeated']],
    [
      { rules: [{ ...rule(' '), name: '' }] },
      ['/rules/0/id rule_id_missing', '/rules/0/name rule_name_missing'],
    ],
    [{ rules: [rule('a', { kind: 'tag', in: [] })] }, ['/rules/0/when/in list_empty']],
    [{ rules: [rule('a', { kind: 'any', of: [] })] }, ['/rules/0/when group_empty']],
    [{ rules: [rule('a', deep)] }, [`/rules/0/when${'/of'.repeat(12)} condition_too_deep`]],
    [
      { rules: [rule('a', { kind: 'hours', calendarVersionId: 'x' as never, is: 'open' })] },
      ['/rules/0/when/calendarVersionId calendar_unknown'],
    ],
    [
      {
        rules: [
          rule('a', {
            kind: 'week_time',
            zone: 'Mars/Base',
            weekdays: [0],
            fromMinute: -1,
            toMinute: 1441,
          }),
        ],
      },
      [
        '/rules/0/when/zone zone_unknown',
        '/rules/0/when/weekdays/0 weekday_invalid',
        '/rules/0/when/fromMinute minute_invalid',
        '/rules/0/when/toMinute minute_invalid',
      ],
    ],
    [{ fallback: [step('a')] }, ['/fallback/0/targets step_without_targets']],
    [{ fallback: [step('a', toTeam('gone'))] }, ['/fallback/0/targets/0 target_unknown']],
    [{ fallback: [step('a', toAgent('col'))] }, ['/fallback/0/targets/0 target_unknown']],
    [{ fallback: [step('a', toLead, toLead)] }, ['/fallback/0/targets/1 target_repeated']],
    [
      { fallback: [step('a', toLead), step('b', toManagers), step('c', toLead)] },
      ['/fallback/2 step_repeats_earlier'],
    ],
    [{ fallback: [step('a', toLead), step('a', toManagers)] }, ['/fallback/1/id step_id_repeated']],
    [
      { fallback: [{ ...step('a', toLead), acknowledgeMinutes: 0, handleMinutes: 1.5 }] },
      [
        '/fallback/0/acknowledgeMinutes acknowledge_minutes_invalid',
        '/fallback/0/handleMinutes handle_minutes_invalid',
      ],
    ],
    [
      { transferLimit: -1, closeWithinDays: 0 },
      ['/transferLimit transfer_limit_invalid', '/closeWithinDays close_within_days_invalid'],
    ],
  ];
  for (const [changes, expected] of cases) assert.deepEqual(problems(changes), expected);
});

test('P1: dead ends are named, and what only rests today is not', () => {
  const shape = deskWith({
    agents: { minh: { isActive: false }, binh: { isActive: false } },
  });
  const dead = proveMatrix(
    content({ fallback: [step('b', toTeam('billing')), step('l', toLead)] }),
    shape,
  );
  assert.deepEqual(
    dead.map(({ kind }) => kind),
    ['dead_step'],
  );
  const onlyDead = proveMatrix(content({ fallback: [step('b', toTeam('billing'))] }), shape);
  assert.deepEqual(
    onlyDead.map(({ kind }) => kind),
    ['dead_step', 'dead_path'],
  );
  const resting = deskWith({
    agents: { minh: { isOnTimeOff: true }, binh: { isOnTimeOff: true } },
    teams: { developers: { onCallId: null } },
  });
  const steps = [
    step('b', toTeam('billing')),
    step('c', { kind: 'on_call', teamId: teamId('developers') }),
  ];
  assert.deepEqual(proveMatrix(content({ fallback: steps }), resting), []);
});

test('P1: a rule that an earlier one always takes is named with it', () => {
  const findings = proveMatrix(
    content({
      rules: [
        rule('wide', { kind: 'issue_type', in: ['billing', 'refund'] }),
        rule('narrow', { kind: 'all', of: [{ kind: 'issue_type', in: ['refund'] }, vip] }),
        rule('never', {
          kind: 'all',
          of: [
            { kind: 'priority', in: ['low'] },
            { kind: 'priority', in: ['urgent'] },
          ],
        }),
        rule('fine', vip),
        rule('everything', { kind: 'all', of: [] }),
      ],
    }),
    desk,
  );
  assert.deepEqual(findings, [
    { kind: 'rule_shadowed', at: '/rules/1', ruleId: 'narrow', byRuleId: 'wide' },
    { kind: 'rule_never_holds', at: '/rules/2', ruleId: 'never' },
    { kind: 'fallback_unreachable', byRuleId: 'everything' },
  ]);
});

const someLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.subarray(['a', 'b', 'c']).map((values): Condition => ({ kind: 'issue_type', in: values })),
  fc.subarray(['a', 'b', 'c']).map((values): Condition => ({ kind: 'tag', in: values })),
  fc
    .subarray(['zh', 'zh-Hant', 'vi'])
    .map((values): Condition => ({ kind: 'language', in: values })),
  fc.nat(3).map((cents): Condition => ({ kind: 'value_at_least', cents })),
  fc.constantFrom(0, 50, 101).map((score): Condition => ({ kind: 'conflict_at_least', score })),
  fc
    .constantFrom('open', 'closed')
    .map((is): Condition => ({ kind: 'hours', calendarVersionId: officeHours, is })),
  fc
    .record({
      weekdays: fc.subarray([1, 2]),
      fromMinute: fc.constantFrom(0, 600),
      toMinute: fc.constantFrom(0, 660, 1440),
    })
    .map((window): Condition => ({ kind: 'week_time', zone: 'Asia/Ho_Chi_Minh', ...window })),
);
const { condition: someCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    someLeaf,
    fc
      .tuple(fc.constantFrom('all', 'any'), fc.array(tie('condition'), { maxLength: 3 }))
      .map(([kind, of]): Condition => ({ kind, of })),
    tie('condition').map((of): Condition => ({ kind: 'not', of })),
  ),
}));
const someFacts = fc
  .record({
    issueType: fc.constantFrom(null, 'a', 'b', 'c'),
    tags: fc.subarray(['a', 'b', 'c']),
    language: fc.constantFrom('zh', 'zh-Hant', 'zh-Hans', 'vi', 'en'),
    valueCents: fc.nat(4),
    conflictScore: fc.constantFrom(0, 50, 100),
    openCalendarIds: fc.constantFrom(new Set([officeHours]), new Set<typeof officeHours>()),
    at: fc.nat(72).map((hours) => plusMs(monday, hours * hourMs)),
  })
  .map(makeFacts);

test('what implication says of conditions is true of every ticket', () => {
  fc.assert(
    fc.property(someCondition, someCondition, someFacts, (a, b, facts) => {
      const holdsA = examine(a, facts).held;
      const holdsB = examine(b, facts).held;
      if (implies(a, b)) assert.ok(!holdsA || holdsB, 'implies');
      if (neverHolds(a)) assert.ok(!holdsA, 'never');
      if (alwaysHolds(a)) assert.ok(holdsA, 'always');
      assert.ok(implies(a, a) || holdsA !== null);
    }),
    { numRuns: 5000 },
  );
});

test('P1: coverage shows each hour who is reached first, and where nobody is', () => {
  const hours = deskWith({
    agents: {
      minh: { presence: 'offline' },
      binh: { presence: 'offline' },
      hoa: { presence: 'offline' },
    },
    teams: {
      billing: { calendarVersionId: officeHours },
      care: { calendarVersionId: officeHours, managerId: null },
    },
  });
  const draft = content({ fallback: [step('b', toTeam('billing')), step('l', toLead)] });
  const coverage = coverageOf(draft, {
    directory: hours,
    from: monday,
    hours: 24,
    teamId: teamId('care'),
    openAt: (at) => openCalendarIds({ calendars: new Map([[officeHours, office]]) }, at),
  });
  const [fallback] = coverage;
  assert.equal(fallback?.ruleId, null);
  const uncovered = fallback?.cells.map(({ isUncovered }) => isUncovered) ?? [];
  // 10:00 to 16:00 are seven covered hours; office opens again at 09:00, the last of the 24.
  assert.deepEqual(uncovered.slice(0, 8), [...Array.from({ length: 7 }, () => false), true]);
  assert.equal(uncovered.filter((each) => !each).length, 8);
  assert.equal(fallback?.cells[0]?.worstMinutes, 60);
});

test('E8: every built-in plan is valid, without dead ends, and ends with manager and admin', () => {
  for (const kind of businessKinds) {
    const made = defaultMatrix(kind, desk, ruleNames);
    assert.deepEqual(validateMatrix(made, known), [], kind);
    const [...found] = proveMatrix(made, desk);
    assert.deepEqual(found, [], kind);
    for (const each of [...made.rules.map((one) => one.path), made.fallback]) {
      const last = each.slice(-2).map(({ targets }) => targets);
      assert.deepEqual(last, [
        [{ kind: 'role', role: 'manager' }],
        [{ kind: 'role', role: 'admin' }],
      ]);
    }
    assert.equal(
      made.rules.some(({ id }) => id === 'key_account'),
      kind === 'b2b',
    );
  }
});

test('E8: a plan holds also in a workspace of one person', () => {
  const alone: Directory = makeDirectory([makeAgent('ada', { role: 'admin' })], []);
  for (const kind of businessKinds) {
    const made = defaultMatrix(kind, alone, ruleNames);
    assert.deepEqual(validateMatrix(made, { ...known, directory: alone }), []);
    assert.ok(!proveMatrix(made, alone).some((finding) => finding.kind === 'dead_path'));
  }
});

test('E8: issues go to the department that is meant, a shop straight to its developers', () => {
  const shop = makeDirectory(
    [makeAgent('ada', { role: 'admin' }), makeAgent('dev')],
    [makeTeam('makers', { tier: 'L3', department: 'Developers', memberIds: [agentId('dev')] })],
  );
  const made = defaultMatrix('shop', shop, ruleNames);
  const first = (facts: Parameters<typeof makeFacts>[0]) =>
    matchMatrix(made, makeFacts(facts)).path[0]?.targets[0];
  const developers = { kind: 'tier', tier: 'L3', department: 'Developers' };
  assert.deepEqual(first({ issueType: 'technical' }), developers);
  assert.deepEqual(first({ issueType: 'outage' }), developers);
  const tiered = defaultMatrix('tiered', desk, ruleNames);
  const billing = matchMatrix(tiered, makeFacts({ issueType: 'refund' }));
  assert.equal(billing.rule?.id, 'billing');
  assert.deepEqual(billing.path[0]?.targets[0], {
    kind: 'tier',
    tier: 'L2',
    department: 'billing',
  });
  const breach = matchMatrix(tiered, makeFacts({ issueType: 'refund', reason: 'clock_breach' }));
  assert.equal(breach.rule?.id, 'clock_breach');
  assert.ok(
    builtInRules.every((id) => id === 'key_account' || tiered.rules.some((one) => one.id === id)),
  );
});

test('a matrix is written as text and read back as the same', () => {
  for (const kind of businessKinds) {
    const made = defaultMatrix(kind, desk, ruleNames);
    assert.deepEqual(parseMatrixText(matrixToText(made, desk), desk), { ok: true, value: made });
  }
  fc.assert(
    fc.property(someCondition, (when) => {
      const draft = content({ rules: [rule('random', when)] });
      const read = parseMatrixText(matrixToText(draft, desk), desk);
      assert.deepEqual(read.ok ? read.value : read, draft);
    }),
  );
});

test('a file carried to another workspace finds teams and people by name', () => {
  const draft = content({
    rules: [rule('care', { kind: 'team', in: [teamId('care')] }, [step('b', toTeam('billing'))])],
    fallback: [step('m', toAgent('minh')), step('g', toTeam('experts'))],
  });
  const elsewhere = makeDirectory(
    [{ ...makeAgent('minh'), id: agentId('minh-2') }],
    [
      { ...makeTeam('care'), id: teamId('care-2') },
      { ...makeTeam('billing'), id: teamId('billing-2') },
      { ...makeTeam('experts'), id: teamId('one') },
      { ...makeTeam('experts'), id: teamId('two') },
    ],
  );
  const read = parseMatrixText(matrixToText(draft, desk), elsewhere);
  assert.ok(read.ok);
  assert.deepEqual(read.value.rules[0]?.when, { kind: 'team', in: ['care-2'] });
  assert.deepEqual(read.value.rules[0]?.path[0]?.targets, [toTeam('billing-2')]);
  assert.deepEqual(read.value.fallback[0]?.targets, [toAgent('minh-2')]);
  // Two teams have the name: the id stays, and validation will say that it is unknown.
  assert.deepEqual(read.value.fallback[1]?.targets, [toTeam('experts')]);
});

test('what cannot be read is refused with its place', () => {
  const written = matrixToText(content({ rules: [rule('vip')] }), desk);
  const cases: readonly [string, string, string][] = [
    ['{', '', 'json'],
    ['[]', '', 'object'],
    [written.replace('belay-matrix/1', 'belay-matrix/9'), '/format', 'belay-matrix/1'],
    [written.replace('"tag"', '"tags"'), '/rules/0/when/kind', ''],
    [written.replace('"vip"\n', '7\n'), '/rules/0/when/in/0', 'text'],
    [
      written.replace('"acknowledgeMinutes": 30', '"acknowledgeMinutes": "30"'),
      '/rules/0/path/0/acknowledgeMinutes',
      'integer',
    ],
    [written.replace('"handleMinutes"', '"handelMinutes"'), '/rules/0/path/0/handelMinutes', ''],
  ];
  for (const [source, at, expected] of cases) {
    const read = parseMatrixText(source, desk);
    assert.ok(!read.ok, at);
    assert.equal(read.facts?.['at'], at);
    if (expected !== '') assert.equal(read.facts?.['expected'], expected);
  }
});
