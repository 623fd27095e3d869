import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calendar,
  calendarId,
  type Desk,
  deskAt,
  deskContext,
  hoa,
  hopPolicy,
  minutes,
  on,
  policy,
  text,
} from '#harness/sla-desk.ts';
import type { EscalationCommand } from '../escalation/command.ts';
import type { StepTarget } from '../escalation/escalation.ts';
import type { AgentId, CalendarVersionId, HopId, TeamId } from '../kernel/id.ts';
import type { Directory, Team } from '../people/directory.ts';
import { agentActor, contextAt, people, teams } from '../simulation/world.ts';
import type { PolicyVersion } from './policy.ts';

const monday = on('mon', '09:00');
const brief = { wants: 'A refund', tried: 'All I may', needed: 'Authority', neededBy: null };
const minh = agentActor(people.minh);

/** The world's teams, each by the office calendar unless told otherwise. */
function directoryWith(changes: Partial<Team> = {}, ids: readonly TeamId[] = []): Directory {
  const { directory } = contextAt(monday);
  const all = [...directory.teams.values()].map((team): Team => {
    const base = { ...team, calendarVersionId: calendarId };
    return ids.length === 0 || ids.includes(team.id) ? { ...base, ...changes } : base;
  });
  return { ...directory, teams: new Map(all.map((team) => [team.id, team])) };
}

function desk(
  given: { policies?: readonly PolicyVersion[]; directory?: Directory } = {},
  begin = monday,
): Desk {
  const context = deskContext({ directory: given.directory ?? directoryWith() });
  return deskAt(begin, { ...context, ...given })
    .open({ ownerId: people.hoa })
    .reply();
}

function climb(story: Desk, target: StepTarget | null = null): Desk {
  return story.do(
    {
      type: 'escalation',
      command: { type: 'escalate', reason: 'needs_authority', brief, requestedBy: 'agent', target },
    },
    hoa,
  );
}

function openHop(story: Desk): HopId {
  const hop = story.state.escalations.at(-1)?.hops.findLast(({ state }) => state !== 'ended');
  if (hop === undefined) throw new Error('no hop is open');
  return hop.id;
}

function onHop(story: Desk, command: EscalationCommand, actor = minh): Desk {
  return story.do({ type: 'escalation', command }, actor);
}

const toBilling: StepTarget = { kind: 'team', teamId: teams.billing };

describe('the clocks of a hop', () => {
  it('C23: both start when it is offered', () => {
    const story = climb(desk(), toBilling);
    for (const metric of ['acknowledge', 'handle'] as const) {
      assert.equal(story.clock(metric).status, 'running');
      assert.equal(text(story.clock(metric).startedAt), '2026-03-02T09:00:00Z');
      assert.deepEqual(story.clock(metric).subject, { kind: 'hop', hopId: openHop(story) });
    }
  });

  it('C23: acceptance ends only acknowledge', () => {
    const story = climb(desk(), toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    assert.equal(story.clock('acknowledge').status, 'met');
    assert.equal(story.clock('handle').status, 'running');
  });

  it('C23: handing back and solving fulfil handle; declining ends it', () => {
    const taken = () => {
      const story = climb(desk(), toBilling);
      return onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    };
    const back = taken();
    onHop(back, { type: 'handBack', hopId: openHop(back), answer: 'Refund it' });
    assert.equal(back.clock('handle').status, 'met');
    const solved = taken();
    onHop(solved, { type: 'solveHop', hopId: openHop(solved), answer: 'Refunded' });
    assert.equal(solved.clock('handle').status, 'met');
    const declined = climb(desk(), toBilling);
    const hopId = openHop(declined);
    onHop(declined, { type: 'decline', hopId, reason: 'Not ours' });
    const own = declined.state.clocks.filter(
      ({ subject }) => subject.kind === 'hop' && subject.hopId === hopId,
    );
    assert.deepEqual(
      own.map(({ cancelReason }) => cancelReason),
      ['hop_ended', 'hop_ended'],
    );
  });

  it('C23: a transfer does not touch the customer’s clocks', () => {
    const story = desk().writes();
    const before = story.state.clocks;
    climb(story, toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    const target: StepTarget = { kind: 'team', teamId: teams.experts };
    onHop(story, { type: 'passOn', hopId: openHop(story), target, words: 'A fault' });
    assert.deepEqual(
      story.state.clocks.filter(({ id }) => before.some((clock) => clock.id === id)),
      before,
    );
  });

  it('known defect: a transfer deletes no pending clock, and the new hop has its own', () => {
    const story = climb(desk(), toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    const target: StepTarget = { kind: 'team', teamId: teams.experts };
    onHop(story, { type: 'passOn', hopId: openHop(story), target, words: 'A fault' });
    assert.deepEqual(
      story.cycles('handle').map(({ status }) => status),
      ['met', 'running'],
    );
    assert.equal(story.clock('acknowledge').status, 'running');
  });

  it('C6: update belongs to the escalation and survives its hops', () => {
    const story = climb(desk(), toBilling);
    const { id } = story.clock('update');
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    const target: StepTarget = { kind: 'team', teamId: teams.experts };
    onHop(story, { type: 'passOn', hopId: openHop(story), target, words: 'A fault' });
    assert.equal(story.clock('update').id, id);
    assert.equal(story.clock('update').status, 'running');
  });

  it('C6: it ends with the escalation that it belongs to', () => {
    const story = climb(desk(), toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    onHop(story, { type: 'solveHop', hopId: openHop(story), answer: 'Refunded' });
    const escalationId = story.state.escalations[0]?.id;
    assert.ok(escalationId !== undefined);
    const lesson = 'An article was written.';
    onHop(story, { type: 'closeEscalation', escalationId, cause: 'knowledge_gap', lesson }, hoa);
    assert.equal(story.clock('update').cancelReason, 'escalation_closed');
    assert.equal(story.clock('close').status, 'met');
  });

  it('C20: a hop taken up again by the same team is measured anew', () => {
    const story = climb(desk(), toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    const target: StepTarget = { kind: 'team', teamId: teams.experts };
    onHop(story, { type: 'passOn', hopId: openHop(story), target, words: 'A fault' });
    const back: StepTarget = { kind: 'team', teamId: teams.billing };
    const expert = agentActor(people.expert);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) }, expert);
    onHop(story, { type: 'passOn', hopId: openHop(story), target: back, words: 'No' }, expert);
    const clocks = story.cycles('acknowledge');
    assert.equal(new Set(clocks.map(({ id }) => id)).size, clocks.length);
    assert.equal(story.clock('acknowledge').status, 'running');
    assert.equal(story.clock('acknowledge').firedMarkIds.length, 0);
  });

  it('E6: close runs 24×7 over the escalation’s time box', () => {
    const story = climb(desk(), toBilling);
    assert.equal(story.clock('close').calendarVersionId, null);
    assert.equal(story.clock('close').dueAt, story.state.escalations[0]?.closeBy ?? null);
  });
});

describe('a hop and the rest of the ticket', () => {
  it('C42: acknowledging stops no clock of the customer', () => {
    const story = climb(desk().writes(), toBilling);
    onHop(story, { type: 'acknowledge', hopId: openHop(story) });
    for (const metric of ['next_response', 'resolution', 'update'] as const) {
      assert.equal(story.clock(metric).status, 'running');
    }
  });

  it('C45: what was no spam after all has its time box again, from where it began', () => {
    const story = climb(desk(), toBilling);
    const before = story.clock('close').dueAt;
    story.do({ type: 'markSpam', isSpam: true }, hoa);
    assert.equal(story.clock('acknowledge').endedAt, monday);
    assert.equal(story.clock('close').cancelReason, 'spam');
    story.do({ type: 'markSpam', isSpam: false }, hoa);
    assert.equal(story.clock('close').dueAt, before);
    assert.equal(story.clock('close').cycle, 2);
  });
});

describe('the targets of a hop', () => {
  it('C24: a hop chosen by hand takes the receiving team’s own targets', () => {
    const experts = hopPolicy({
      id: 'hop-policy-2' as PolicyVersion['id'],
      policyId: 'experts',
      conditions: [{ attribute: 'receiving_team', isOneOf: [teams.experts] }],
      targets: { acknowledge: minutes(45), handle: minutes(300) },
    });
    const policies = [policy(), experts, hopPolicy({ targets: { acknowledge: minutes(10) } })];
    const story = climb(desk({ policies }), { kind: 'team', teamId: teams.experts });
    assert.deepEqual(story.clock('acknowledge').target, { unit: 'minutes', minutes: 45 });
    assert.equal(story.clock('handle').policyVersionId, experts.id);
    const other = climb(desk({ policies }), toBilling);
    assert.deepEqual(other.clock('acknowledge').target, { unit: 'minutes', minutes: 10 });
  });

  it('C24: the contract’s policy stays, whichever team has the ticket', () => {
    const story = desk();
    story.do({ type: 'assign', teamId: teams.experts, ownerId: people.expert }, hoa);
    assert.equal(story.clock('resolution').policyVersionId, policy().id);
    assert.deepEqual(story.eventsOf('clock.retargeted'), []);
  });

  it('C25: acknowledge runs for a person as well as for a queue', () => {
    const story = climb(desk(), { kind: 'agent', agentId: people.minh });
    assert.equal(story.clock('acknowledge').status, 'running');
    assert.equal(story.clock('acknowledge').calendarVersionId, calendarId);
  });
});

describe('the hours of a hop', () => {
  const tokyo = calendar({ id: 'tokyo' as CalendarVersionId, timeZone: 'Asia/Tokyo' });
  const calendars = deskContext().calendars ?? new Map();
  const known = new Map([...calendars, [tokyo.id, tokyo]]);

  it('C26: the customer’s clocks use the contract’s calendar, the hop’s the receiving team’s', () => {
    const directory = directoryWith({ calendarVersionId: tokyo.id }, [teams.billing]);
    const story = deskAt(monday, deskContext({ directory, calendars: known }));
    climb(story.open({ ownerId: people.hoa }).reply(), toBilling);
    assert.equal(story.clock('resolution').calendarVersionId, calendarId);
    assert.equal(story.clock('acknowledge').calendarVersionId, tokyo.id);
    // 18:00 in Tokyo: the next morning at nine is midnight in UTC.
    assert.equal(text(story.clock('acknowledge').dueAt)?.slice(0, 11), '2026-03-03T');
  });

  it('C26: a severity may force 24×7', () => {
    const policies = [
      policy({ force24x7For: ['urgent'] }),
      hopPolicy({ force24x7For: ['urgent'] }),
    ];
    const story = deskAt(on('sat', '12:00'), deskContext({ policies, directory: directoryWith() }));
    story.open({ priority: 'urgent', ownerId: people.hoa });
    assert.equal(text(story.clock('first_response').dueAt), '2026-03-07T12:30:00Z');
    climb(story, toBilling);
    assert.equal(story.clock('acknowledge').calendarVersionId, null);
  });

  it('C27: follow the sun counts while any team of the step is open', () => {
    const night = on('mon', '23:30');
    const directory = directoryWith({ calendarVersionId: tokyo.id }, [teams.experts]);
    const path = [
      {
        id: 'both',
        targets: [toBilling, { kind: 'team', teamId: teams.experts } as const],
        acknowledgeMinutes: 60,
        handleMinutes: null,
        tell: [],
      },
    ];
    const world = contextAt(monday);
    const matrix = { ...world.matrix, rules: [], fallback: path };
    const policies = [policy(), hopPolicy({ isFollowTheSun: true })];
    const story = deskAt(night, deskContext({ policies, directory, calendars: known, matrix }));
    climb(story.open({ ownerId: people.hoa }).reply());
    const clock = story.clock('acknowledge');
    assert.equal(clock.unionCalendarVersionIds.length, 1);
    // Tokyo opens at 00:00 UTC, the office not before 09:00.
    assert.equal(text(clock.dueAt), '2026-03-03T01:00:00Z');
    assert.equal(story.clock('handle').unionCalendarVersionIds.length, 0);
  });

  it('a person without a team works by the policy’s calendar', () => {
    const { directory } = contextAt(monday);
    const alone: Directory = {
      ...directory,
      teams: new Map(
        [...directory.teams].map(([id, team]) => [id, { ...team, memberIds: [] as AgentId[] }]),
      ),
    };
    const policies = [policy(), hopPolicy({ calendarVersionId: calendarId })];
    const story = climb(desk({ directory: alone, policies }), {
      kind: 'agent',
      agentId: people.minh,
    });
    assert.equal(story.clock('acknowledge').calendarVersionId, calendarId);
  });
});
