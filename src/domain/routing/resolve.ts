import type { PathStep, Receiver, StepTarget } from '../escalation/escalation.ts';
import type { AgentId, TeamId } from '../kernel/id.ts';
import type { Directory, Tier } from '../people/directory.ts';
import {
  type Availability,
  agentAvailability,
  type OpenCalendars,
  reachableMembers,
  teamAvailability,
} from './availability.ts';
import { chooseTeam } from './choose-team.ts';
import { why } from './why.ts';

/** What routing looks at beside the directory. */
export type RoutingFacts = {
  /** The team that works the ticket now; `team_lead` of no named team means its lead. */
  readonly teamId: TeamId | null;
  readonly department: string | null;
  readonly language: string;
  /** Skills that would help, for instance the issue type and the tags. */
  readonly wantedSkills: readonly string[];
  readonly openCalendarIds: OpenCalendars;
  /** Already asked, or asking: not offered again while anybody else is left. */
  readonly avoidAgentIds: ReadonlySet<AgentId>;
  readonly avoidTeamIds: ReadonlySet<TeamId>;
};

/** Whom a step reaches, and why. `receiver` is null when it reaches nobody (P20). */
export type Resolution = {
  readonly receiver: Receiver | null;
  /** False when the receiver exists but is off duty: taken only when no step has anybody on. */
  readonly isOnDuty: boolean;
  readonly tier: Tier | null;
  readonly tell: readonly AgentId[];
  readonly why: readonly string[];
};

/**
 * Resolves a step against the directory. Targets that are empty or gone are passed by with their
 * reason; of those left, the ones on duty are preferred. One team alone receives as a queue;
 * several targets together are asked by name, and the first to acknowledge has the hop.
 */
export function resolveStep(
  step: Pick<PathStep, 'targets' | 'tell'>,
  facts: RoutingFacts,
  directory: Directory,
): Resolution {
  const reasons: string[] = [];
  const found: Candidate[] = [];
  for (const target of step.targets) {
    const outcome = candidatesFor(target, facts, directory);
    reasons.push(...outcome.why);
    found.push(...outcome.candidates);
  }
  const preferred = found.some((each) => each.isOnDuty)
    ? found.filter((each) => each.isOnDuty)
    : found;
  const receiver = receiverOf(preferred, directory);
  const tell = receiver === null ? [] : toldBy(step.tell, { facts, directory, receiver });
  return {
    receiver,
    isOnDuty: preferred.some((each) => each.isOnDuty),
    tier: preferred[0]?.tier ?? null,
    tell,
    why: reasons,
  };
}

type Candidate = {
  readonly teamId: TeamId | null;
  /** Null means the whole team as a queue. */
  readonly agentId: AgentId | null;
  readonly tier: Tier | null;
  readonly isOnDuty: boolean;
};

type Outcome = { readonly candidates: readonly Candidate[]; readonly why: readonly string[] };

function candidatesFor(target: StepTarget, facts: RoutingFacts, directory: Directory): Outcome {
  switch (target.kind) {
    case 'team':
      return teamCandidate(target.teamId, {
        facts,
        directory,
        chosen: [why('named_team', target.teamId)],
      });
    case 'tier': {
      const choice = chooseTeam(directory, facts, target);
      if (choice.team === null) return { candidates: [], why: choice.why };
      return teamCandidate(choice.team.id, { facts, directory, chosen: choice.why });
    }
    case 'team_lead':
    case 'team_manager':
      return headOfTeam(target, facts, directory);
    case 'on_call': {
      const team = directory.teams.get(target.teamId);
      if (team === undefined) return nobody('team_gone', target.teamId);
      if (team.onCallId === null) return nobody('nobody_on_call', target.teamId);
      return onCallCandidate(team.onCallId, { facts, directory, team });
    }
    case 'role':
      return roleCandidates(target.role, facts, directory);
    case 'agent':
      return agentCandidate(target.agentId, {
        facts,
        directory,
        teamId: null,
        chosen: why('named_agent', target.agentId),
      });
    default:
      throw new TypeError(`unknown target ${JSON.stringify(target satisfies never)}`);
  }
}

function teamCandidate(
  teamId: TeamId,
  from: { facts: RoutingFacts; directory: Directory; chosen: readonly string[] },
): Outcome {
  const { facts, directory } = from;
  if (facts.avoidTeamIds.has(teamId)) return nobody('already_asked', teamId);
  const availability = teamAvailability(directory, teamId, facts.openCalendarIds);
  const tier = directory.teams.get(teamId)?.tier ?? null;
  return outcomeOf(availability, {
    candidate: { teamId, agentId: null, tier },
    subject: teamId,
    chosen: from.chosen,
  });
}

function agentCandidate(
  agentId: AgentId,
  from: { facts: RoutingFacts; directory: Directory; teamId: TeamId | null; chosen: string },
): Outcome {
  const { facts, directory, teamId } = from;
  if (facts.avoidAgentIds.has(agentId)) return nobody('already_asked', agentId);
  const tier = teamId === null ? null : (directory.teams.get(teamId)?.tier ?? null);
  return outcomeOf(agentAvailability(directory, agentId, facts.openCalendarIds), {
    candidate: { teamId, agentId, tier },
    subject: agentId,
    chosen: [from.chosen],
  });
}

/** Whoever is on call is on duty by that, whatever their presence or their team's hours. */
function onCallCandidate(
  agentId: AgentId,
  from: { facts: RoutingFacts; directory: Directory; team: { id: TeamId; tier: Tier } },
): Outcome {
  if (from.facts.avoidAgentIds.has(agentId)) return nobody('already_asked', agentId);
  const availability = agentAvailability(from.directory, agentId, from.facts.openCalendarIds);
  return outcomeOf(availability.reach === 'none' ? availability : { reach: 'on_duty' }, {
    candidate: { teamId: from.team.id, agentId, tier: from.team.tier },
    subject: agentId,
    chosen: [why('on_call', from.team.id)],
  });
}

function headOfTeam(
  target: Extract<StepTarget, { kind: 'team_lead' | 'team_manager' }>,
  facts: RoutingFacts,
  directory: Directory,
): Outcome {
  const teamId = target.teamId ?? facts.teamId;
  if (teamId === null) return nobody('no_team');
  const team = directory.teams.get(teamId);
  if (team === undefined) return nobody('team_gone', teamId);
  const isLead = target.kind === 'team_lead';
  const headId = isLead ? team.leadId : team.managerId;
  if (headId === null) return nobody(isLead ? 'no_lead' : 'no_manager', teamId);
  return agentCandidate(headId, { facts, directory, teamId, chosen: why(target.kind, teamId) });
}

function roleCandidates(
  role: 'admin' | 'manager',
  facts: RoutingFacts,
  directory: Directory,
): Outcome {
  const outcomes = [...directory.agents.values()]
    .filter((agent) => agent.role === role && agent.isActive)
    .map((agent) =>
      agentCandidate(agent.id, { facts, directory, teamId: null, chosen: why('role_match', role) }),
    );
  const candidates = outcomes.flatMap((outcome) => outcome.candidates);
  if (candidates.length === 0) return nobody('nobody_with_role', role);
  return { candidates, why: [why('role_match', role)] };
}

function outcomeOf(
  availability: Availability,
  from: {
    candidate: Omit<Candidate, 'isOnDuty'>;
    subject: string;
    chosen: readonly string[];
  },
): Outcome {
  switch (availability.reach) {
    case 'on_duty':
      return { candidates: [{ ...from.candidate, isOnDuty: true }], why: from.chosen };
    case 'off_duty':
      return {
        candidates: [{ ...from.candidate, isOnDuty: false }],
        why: [...from.chosen, why(availability.because, from.subject)],
      };
    case 'none':
      return { candidates: [], why: [why(availability.because, from.subject)] };
    default:
      throw new TypeError(`unknown availability ${JSON.stringify(availability satisfies never)}`);
  }
}

function nobody(code: Parameters<typeof why>[0], subject?: string): Outcome {
  return { candidates: [], why: [why(code, subject)] };
}

function receiverOf(candidates: readonly Candidate[], directory: Directory): Receiver | null {
  const [first] = candidates;
  if (first === undefined) return null;
  if (candidates.length === 1 && first.agentId === null && first.teamId !== null) {
    return { kind: 'team', teamId: first.teamId };
  }
  const agentIds = new Set<AgentId>();
  for (const candidate of candidates) {
    if (candidate.agentId !== null) agentIds.add(candidate.agentId);
    else if (candidate.teamId !== null) addMembers(agentIds, candidate.teamId, directory);
  }
  const isOneTeam = candidates.every((candidate) => candidate.teamId === first.teamId);
  return { kind: 'agents', agentIds: [...agentIds], teamId: isOneTeam ? first.teamId : null };
}

function addMembers(into: Set<AgentId>, teamId: TeamId, directory: Directory): void {
  const team = directory.teams.get(teamId);
  if (team === undefined) return;
  for (const member of reachableMembers(directory, team)) into.add(member.id);
}

/** Everyone the targets name who is not among the receivers; being away is no reason not to tell. */
function toldBy(
  targets: readonly StepTarget[],
  from: { facts: RoutingFacts; directory: Directory; receiver: Receiver },
): readonly AgentId[] {
  const { facts, directory, receiver } = from;
  const everyone: RoutingFacts = { ...facts, avoidAgentIds: new Set(), avoidTeamIds: new Set() };
  const told = new Set<AgentId>();
  for (const target of targets) {
    for (const candidate of candidatesFor(target, everyone, directory).candidates) {
      if (candidate.agentId !== null) told.add(candidate.agentId);
      else if (candidate.teamId !== null) {
        for (const id of headsOf(candidate.teamId, directory)) told.add(id);
      }
    }
  }
  if (receiver.kind === 'agents') for (const id of receiver.agentIds) told.delete(id);
  return [...told];
}

/** Telling a team tells those who answer for it; a team without them is told whole. */
export function headsOf(teamId: TeamId, directory: Directory): readonly AgentId[] {
  const team = directory.teams.get(teamId);
  if (team === undefined) return [];
  const heads = [team.leadId, team.managerId].filter((id) => id !== null);
  const reachable = heads.filter((id) => directory.agents.get(id)?.isActive === true);
  if (reachable.length > 0) return [...new Set(reachable)];
  return reachableMembers(directory, team).map((member) => member.id);
}
