import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agentId,
  desk,
  deskWith,
  makeRoutingFacts,
  officeHours,
  path,
  receiverText,
  step,
  teamId,
  toAgent,
  toLead,
  toManagers,
  toTeam,
} from '#harness/escalation-desk.ts';
import type { StepTarget } from '../escalation/escalation.ts';
import { resolveStep } from './resolve.ts';
import { suggestOwner } from './suggest-owner.ts';
import { walkPath } from './walk-path.ts';
import { readWhy, why, whyCodes } from './why.ts';

const facts = makeRoutingFacts();

function reached(target: StepTarget, directory = desk, changes = {}) {
  const found = resolveStep(step('s', target), makeRoutingFacts(changes), directory);
  return { who: receiverText(found.receiver), isOnDuty: found.isOnDuty, why: found.why };
}

test('each kind of target reaches whom it names', () => {
  const cases: readonly [StepTarget, string][] = [
    [toTeam('billing'), 'team billing'],
    [{ kind: 'tier', tier: 'L2', department: 'billing' }, 'team billing'],
    [{ kind: 'tier', tier: 'L2', department: 'technical' }, 'team developers'],
    [{ kind: 'tier', tier: 'L4', department: null }, 'nobody'],
    [toLead, 'hoa'],
    [{ kind: 'team_lead', teamId: teamId('billing') }, 'binh'],
    [{ kind: 'team_lead', teamId: teamId('developers') }, 'nobody'],
    [{ kind: 'team_manager', teamId: null }, 'mai'],
    [{ kind: 'on_call', teamId: teamId('developers') }, 'dev'],
    [{ kind: 'on_call', teamId: teamId('billing') }, 'nobody'],
    [toManagers, 'mai+omar'],
    [{ kind: 'role', role: 'admin' }, 'ada'],
    [toAgent('minh'), 'minh'],
    [toAgent('nobody'), 'nobody'],
    [toTeam('gone'), 'nobody'],
  ];
  for (const [target, expected] of cases) {
    assert.equal(reached(target).who, expected, JSON.stringify(target));
  }
});

test('P20: who is gone, inactive, off, or only a collaborator is never reached', () => {
  const inactive = deskWith({ agents: { minh: { isActive: false } } });
  assert.deepEqual(reached(toAgent('minh'), inactive), {
    who: 'nobody',
    isOnDuty: false,
    why: ['agent_inactive:minh'],
  });
  const off = deskWith({ agents: { minh: { isOnTimeOff: true }, binh: { isOnTimeOff: true } } });
  assert.deepEqual(reached(toTeam('billing'), off).why, ['team_empty:billing']);
  assert.equal(reached(toAgent('col')).who, 'nobody');
});

test('somebody away, or a team outside its hours, is reachable but off duty', () => {
  const away = deskWith({ agents: { hoa: { presence: 'away' } } });
  assert.equal(reached(toLead, away).isOnDuty, false);
  const quiet = deskWith({
    agents: { minh: { presence: 'offline' }, binh: { presence: 'offline' } },
    teams: { billing: { calendarVersionId: officeHours } },
  });
  assert.equal(reached(toTeam('billing'), quiet).isOnDuty, true);
  const night = reached(toTeam('billing'), quiet, { openCalendarIds: new Set() });
  assert.equal(night.isOnDuty, false);
  assert.deepEqual(night.why, ['named_team:billing', 'team_closed:billing']);
});

test('whoever is on call is on duty at any hour', () => {
  const night = deskWith({
    agents: { dev: { presence: 'offline' } },
    teams: { developers: { calendarVersionId: officeHours } },
  });
  const target: StepTarget = { kind: 'on_call', teamId: teamId('developers') };
  assert.equal(reached(target, night, { openCalendarIds: new Set() }).isOnDuty, true);
});

test('do-not-disturb does not keep an escalation away', () => {
  const dnd = deskWith({ agents: { hoa: { presence: 'do_not_disturb' } } });
  assert.equal(reached(toLead, dnd).isOnDuty, true);
});

test('a tier without a department chooses by duty, language, skill, department and load', () => {
  const l2: StepTarget = { kind: 'tier', tier: 'L2', department: null };
  const vietnamese = deskWith({ teams: { developers: { languages: ['vi'] } } });
  assert.equal(reached(l2, vietnamese).who, 'team developers');
  const skilled = deskWith({ teams: { billing: { skills: ['refund'] } } });
  assert.equal(reached(l2, skilled, { wantedSkills: ['refund'] }).who, 'team billing');
  assert.equal(reached(l2, desk, { department: 'technical' }).who, 'team developers');
  const busy = deskWith({ agents: { minh: { openTicketCount: 9 }, binh: { openTicketCount: 9 } } });
  assert.equal(reached(l2, busy).who, 'team developers');
  const away = deskWith({
    agents: { dev: { presence: 'away' } },
    teams: { developers: { languages: ['vi'] } },
  });
  assert.equal(reached(l2, away).who, 'team billing');
});

test('several targets are asked together, by name, and only those on duty', () => {
  const both = step('s', toTeam('billing'), toAgent('ada'));
  assert.equal(receiverText(resolveStep(both, facts, desk).receiver), 'minh+binh+ada');
  const away = deskWith({ agents: { ada: { presence: 'away' } } });
  assert.equal(receiverText(resolveStep(both, facts, away).receiver), 'team billing');
});

test('those told are not those asked, and a team is told through its heads', () => {
  const told = { ...step('s', toLead), tell: [toTeam('billing'), toLead, toAgent('dev')] };
  assert.deepEqual(resolveStep(told, facts, desk).tell, ['binh', 'mai', 'dev']);
});

test('P20: a step nobody is on duty for gives way, and its people are told', () => {
  const away = deskWith({ agents: { minh: { presence: 'away' }, binh: { presence: 'away' } } });
  const next = walkPath({ path, fromIndex: 0, facts, directory: away, outsidePath: [] });
  assert.equal(receiverText(next.receiver), 'hoa');
  assert.equal(next.stepIndex, 1);
  assert.deepEqual(next.tell, ['binh', 'mai']);
  assert.ok(next.why.includes('step_skipped:billing'));
});

test('when nobody is on duty anywhere the first who can be reached is asked', () => {
  const asleep = deskWith({
    agents: Object.fromEntries([...desk.agents.keys()].map((id) => [id, { presence: 'away' }])),
  });
  const next = walkPath({ path, fromIndex: 0, facts, directory: asleep, outsidePath: [] });
  assert.equal(receiverText(next.receiver), 'team billing');
  assert.equal(next.isOnDuty, false);
  assert.ok(next.why.includes('off_duty_but_reachable:billing'));
});

test('P20: past the path the catch-all answers, then everyone above, less and less often', () => {
  const past = { path, fromIndex: 9, facts, directory: desk };
  const first = walkPath({ ...past, outsidePath: [] });
  assert.equal(receiverText(first.receiver), 'ada');
  assert.equal(first.stepIndex, null);
  const second = walkPath({ ...past, outsidePath: [first.receiver] });
  assert.equal(receiverText(second.receiver), 'ada+mai+omar');
  assert.ok(second.acknowledgeMinutes > first.acknowledgeMinutes);
  const often = Array.from({ length: 40 }, () => second.receiver);
  assert.equal(walkPath({ ...past, outsidePath: often }).acknowledgeMinutes, 1440);
});

test('a catch-all who is gone is replaced by whoever has the most authority', () => {
  const gone = deskWith({ agents: { ada: { isActive: false }, mai: { isOnTimeOff: true } } });
  const next = walkPath({ path: [], fromIndex: 0, facts, directory: gone, outsidePath: [] });
  assert.equal(receiverText(next.receiver), 'omar');
});

test('an owner is suggested by presence, room, language, skill and load', () => {
  const wanted = {
    teamId: teamId('care'),
    language: 'vi',
    skills: ['refund'],
    openCalendarIds: new Set([officeHours]),
  };
  const suggested = (agents: Parameters<typeof deskWith>[0]['agents']) =>
    suggestOwner(deskWith({ agents: agents ?? {} }), wanted).agentId;
  assert.equal(suggested({ hoa: { languages: ['vi'] } }), 'hoa');
  assert.equal(suggested({ lan: { skills: ['refund'] } }), 'lan');
  assert.equal(suggested({ lan: { openTicketCount: 5 } }), 'hoa');
  assert.equal(suggested({ hoa: { languages: ['vi'], openTicketCount: 10 } }), 'lan');
  assert.equal(suggested({ hoa: { presence: 'offline' }, lan: { languages: [] } }), 'lan');
  assert.equal(suggested({ hoa: { presence: 'away' }, lan: { presence: 'do_not_disturb' } }), null);
  const gone = suggestOwner(desk, { ...wanted, teamId: teamId('gone') });
  assert.deepEqual(gone, { agentId: null, why: ['team_gone:gone'] });
  const except = new Set([agentId('hoa')]);
  assert.equal(suggestOwner(desk, { ...wanted, except }).agentId, 'lan');
});

test('a reason is written and read back, and an unknown one is nobody’s fault', () => {
  for (const code of whyCodes) {
    assert.deepEqual(readWhy(why(code)), { code, subject: null });
    assert.deepEqual(readWhy(why(code, 'a:b')), { code, subject: 'a:b' });
  }
  assert.equal(readWhy('of_a_later_release:x'), null);
});
