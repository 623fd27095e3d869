import type { PathStep } from '../escalation/escalation.ts';
import type { AgentId, CalendarVersionId, TeamId } from '../kernel/id.ts';
import { hourMs, type Instant, plusMs } from '../kernel/instant.ts';
import type { Directory } from '../people/directory.ts';
import { type RoutingFacts, resolveStep } from '../routing/resolve.ts';
import { type NextReceiver, walkPath } from '../routing/walk-path.ts';
import { alwaysHolds, implies, neverHolds } from './implies.ts';
import type { MatrixContent } from './matrix.ts';

/*
 * Proves what a matrix promises before it is published (P1). Dead ends and hours without anybody
 * are exact for the directory given; rules that can never match are named only when it is certain.
 */

export type ProofFinding =
  /** A step whose targets reach nobody at any hour; the climb passes it by. */
  | { readonly kind: 'dead_step'; readonly at: string; readonly why: readonly string[] }
  /** A path on which no step reaches anybody; all of it goes to the catch-all. */
  | { readonly kind: 'dead_path'; readonly at: string }
  /** A rule whose condition no ticket satisfies. */
  | { readonly kind: 'rule_never_holds'; readonly at: string; readonly ruleId: string }
  /** A rule that an earlier one always takes the tickets of. */
  | {
      readonly kind: 'rule_shadowed';
      readonly at: string;
      readonly ruleId: string;
      readonly byRuleId: string;
    }
  /** A rule that takes everything, so that the fallback is never reached. */
  | { readonly kind: 'fallback_unreachable'; readonly byRuleId: string };

/** Everything that is certain without looking at the hours. In the order of the text. */
export function proveMatrix(content: MatrixContent, directory: Directory): readonly ProofFinding[] {
  const findings: ProofFinding[] = [];
  for (const [index, rule] of content.rules.entries()) {
    const at = `/rules/${index}`;
    if (neverHolds(rule.when)) findings.push({ kind: 'rule_never_holds', at, ruleId: rule.id });
    else {
      const taker = content.rules
        .slice(0, index)
        .find((earlier) => implies(rule.when, earlier.when));
      if (taker !== undefined) {
        findings.push({ kind: 'rule_shadowed', at, ruleId: rule.id, byRuleId: taker.id });
      }
    }
    findings.push(...deadEnds(rule.path, `${at}/path`, directory));
  }
  const taker = content.rules.find((rule) => alwaysHolds(rule.when));
  if (taker !== undefined) findings.push({ kind: 'fallback_unreachable', byRuleId: taker.id });
  return [...findings, ...deadEnds(content.fallback, '/fallback', directory)];
}

function deadEnds(
  path: readonly PathStep[],
  at: string,
  directory: Directory,
): readonly ProofFinding[] {
  const dead: ProofFinding[] = [];
  const atBest = hopeful(directory);
  for (const [index, step] of path.entries()) {
    const outcomes = startingTeams(step, directory).map((teamId) =>
      resolveStep(step, provingFacts(teamId, allCalendars(directory)), atBest),
    );
    if (outcomes.some(({ receiver }) => receiver !== null)) continue;
    const why = [...new Set(outcomes.flatMap((outcome) => outcome.why))];
    dead.push({ kind: 'dead_step', at: `${at}/${index}`, why });
  }
  const isAllDead = path.length > 0 && dead.length === path.length;
  return isAllDead ? [...dead, { kind: 'dead_path', at }] : dead;
}

/** People come back, and tomorrow somebody is on call: neither makes a step dead for good. */
function hopeful(directory: Directory): Directory {
  const agents = new Map(
    [...directory.agents].map(([id, agent]) => [id, { ...agent, isOnTimeOff: false }]),
  );
  const teams = new Map(
    [...directory.teams].map(([id, team]) => {
      const onCallId = team.onCallId ?? team.memberIds[0] ?? team.leadId;
      return [id, { ...team, onCallId }];
    }),
  );
  return { ...directory, agents, teams };
}

/** A step that depends on the ticket's team is dead only when it is so for every team. */
function startingTeams(step: PathStep, directory: Directory): readonly (TeamId | null)[] {
  const isRelative = step.targets.some(
    (target) =>
      (target.kind === 'team_lead' || target.kind === 'team_manager') && target.teamId === null,
  );
  return isRelative && directory.teams.size > 0 ? [...directory.teams.keys()] : [null];
}

function allCalendars(directory: Directory): ReadonlySet<CalendarVersionId> {
  const ids = new Set<CalendarVersionId>();
  for (const team of directory.teams.values()) {
    if (team.calendarVersionId !== null) ids.add(team.calendarVersionId);
  }
  return ids;
}

function provingFacts(
  teamId: TeamId | null,
  openCalendarIds: ReadonlySet<CalendarVersionId>,
): RoutingFacts {
  return {
    teamId,
    department: null,
    language: '',
    wantedSkills: [],
    openCalendarIds,
    avoidAgentIds: new Set<AgentId>(),
    avoidTeamIds: new Set<TeamId>(),
  };
}

/** One path at one hour of the week. */
export type CoverageCell = {
  readonly at: Instant;
  /** Whom the path reaches first then; the last resort when no step has anybody. */
  readonly first: NextReceiver;
  /** Nobody on any step is on duty: somebody is told, and may be asleep. */
  readonly isUncovered: boolean;
  /** Worst minutes until the last step of the path has been asked, when nobody answers. */
  readonly worstMinutes: number;
};

export type PathCoverage = {
  /** Null is the fallback. */
  readonly ruleId: string | null;
  readonly cells: readonly CoverageCell[];
};

export type CoverageAsk = {
  readonly directory: Directory;
  /** The first hour of the week looked at. */
  readonly from: Instant;
  readonly hours: number;
  /** The team a ticket starts in, for steps that are relative to it. */
  readonly teamId: TeamId | null;
  /** Which calendars are open at a moment; `openCalendarIds` of `facts.ts` gives it. */
  readonly openAt: (at: Instant) => ReadonlySet<CalendarVersionId>;
  /** Who is on call at a moment, when the rota is known; absent takes the directory as it is. */
  readonly directoryAt?: (at: Instant) => Directory;
};

const hoursPerWeek = 168;

/**
 * Who would be reached, path by path and hour by hour. Presence is taken as offline for everyone,
 * because who sits at a desk today says nothing of next week; hours, on-call and people do.
 */
export function coverageOf(content: MatrixContent, ask: CoverageAsk): readonly PathCoverage[] {
  const hours = Math.min(Math.max(ask.hours, 0), hoursPerWeek);
  const moments = Array.from({ length: hours }, (_, hour) => plusMs(ask.from, hour * hourMs));
  const always = withoutPresence(ask.directory);
  const scenes = moments.map((at) => {
    const directory = ask.directoryAt === undefined ? always : withoutPresence(ask.directoryAt(at));
    return { at, directory, open: ask.openAt(at) };
  });
  const paths = [
    ...content.rules.map((rule) => ({ ruleId: rule.id, path: rule.path })),
    { ruleId: null, path: content.fallback },
  ];
  return paths.map(({ ruleId, path }) => {
    // Of the hours of a week only few differ in who is open; the same scene is walked once.
    const known = new Map<Directory, Map<string, Omit<CoverageCell, 'at'>>>();
    const cells = scenes.map(({ at, directory, open }) => {
      const ofDirectory = known.get(directory) ?? new Map<string, Omit<CoverageCell, 'at'>>();
      known.set(directory, ofDirectory);
      const key = [...open].sort().join();
      const cell = ofDirectory.get(key) ?? cellOf(path, provingFacts(ask.teamId, open), directory);
      ofDirectory.set(key, cell);
      return { at, ...cell };
    });
    return { ruleId, cells };
  });
}

function cellOf(
  path: readonly PathStep[],
  facts: RoutingFacts,
  directory: Directory,
): Omit<CoverageCell, 'at'> {
  const first = walkPath({ path, fromIndex: 0, facts, directory, outsidePath: [] });
  return {
    first,
    isUncovered: !first.isOnDuty || first.stepIndex === null,
    worstMinutes: minutesToTheEnd(path, first, { facts, directory }),
  };
}

function minutesToTheEnd(
  path: readonly PathStep[],
  first: NextReceiver,
  from: { readonly facts: RoutingFacts; readonly directory: Directory },
): number {
  let minutes = first.acknowledgeMinutes;
  let next = first;
  while (next.stepIndex !== null) {
    next = walkPath({ path, fromIndex: next.stepIndex + 1, outsidePath: [], ...from });
    if (next.stepIndex !== null) minutes += next.acknowledgeMinutes;
  }
  return minutes;
}

function withoutPresence(directory: Directory): Directory {
  const agents = new Map(
    [...directory.agents].map(([id, agent]) => [id, { ...agent, presence: 'offline' as const }]),
  );
  return { ...directory, agents };
}
