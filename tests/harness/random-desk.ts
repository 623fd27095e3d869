import fc from 'fast-check';
import type { StepTarget } from '#domain/escalation/escalation.ts';
import type { Directory } from '#domain/people/directory.ts';
import {
  agentId,
  makeAgent,
  makeDirectory,
  makeTeam,
  officeHours,
  teamId,
} from './escalation-desk.ts';

/* Random workspaces and paths: people leave, rest and lose their roles, teams are empty or gone. */

export const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const teamNames = ['t', 'u', 'v'] as const;
export const someName = fc.constantFrom(...names);
const someTeam = fc.constantFrom(...teamNames, 'gone');

export const someTarget: fc.Arbitrary<StepTarget> = fc.oneof(
  someTeam.map((id): StepTarget => ({ kind: 'team', teamId: teamId(id) })),
  fc
    .record({
      kind: fc.constant('tier' as const),
      tier: fc.constantFrom('L1', 'L2', 'L3'),
      department: fc.constantFrom(null, 'x', 'y'),
    })
    .map((target): StepTarget => target),
  fc
    .tuple(fc.constantFrom('team_lead', 'team_manager'), fc.option(someTeam))
    .map(([kind, id]): StepTarget => ({ kind, teamId: id === null ? null : teamId(id) })),
  someTeam.map((id): StepTarget => ({ kind: 'on_call', teamId: teamId(id) })),
  fc.constantFrom('admin', 'manager').map((role): StepTarget => ({ kind: 'role', role })),
  fc
    .constantFrom(...names, 'gone')
    .map((id): StepTarget => ({ kind: 'agent', agentId: agentId(id) })),
);

export const somePath = fc
  .array(fc.array(someTarget, { minLength: 1, maxLength: 3 }), { maxLength: 4, size: 'max' })
  .map((steps) =>
    steps.map((targets, index) => ({
      id: `s${index}`,
      targets,
      acknowledgeMinutes: 30,
      handleMinutes: null,
      tell: targets.slice(0, 1),
    })),
  );

function mostly(usual: boolean): fc.Arbitrary<boolean> {
  return fc.nat(5).map((roll) => (roll === 0 ? !usual : usual));
}

const someAgent = fc.record({
  role: fc.constantFrom('admin', 'manager', 'agent', 'agent', 'collaborator', 'auditor'),
  isActive: mostly(true),
  presence: fc.constantFrom('online', 'away', 'offline', 'do_not_disturb'),
  isOnTimeOff: mostly(false),
  openTicketCount: fc.nat(20),
});

const someTeamShape = fc.record({
  tier: fc.constantFrom('L1', 'L2', 'L3'),
  department: fc.constantFrom('x', 'y'),
  calendarVersionId: fc.constantFrom(null, officeHours),
  leadId: fc.option(someName.map(agentId)),
  managerId: fc.option(someName.map(agentId)),
  onCallId: fc.option(someName.map(agentId)),
  memberIds: fc.uniqueArray(someName.map(agentId), { size: 'max', maxLength: 6 }),
});

export const someDirectory: fc.Arbitrary<Directory> = fc
  .record({
    agents: fc.array(someAgent, { minLength: names.length, maxLength: names.length }),
    teams: fc.array(someTeamShape, { minLength: 1, maxLength: teamNames.length }),
    catchAll: someName,
  })
  .map(({ agents, teams, catchAll }) =>
    makeDirectory(
      names.map((name, index) => makeAgent(name, agents[index])),
      teams.map((team, index) => makeTeam(teamNames[index] ?? 't', team)),
      catchAll,
    ),
  );
