import type { PathStep, StepTarget } from '../escalation/escalation.ts';
import type { AgentId, CalendarVersionId, TeamId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import type { Condition, MatrixContent } from './matrix.ts';

/** Names of the teams and agents that a matrix refers to, by id. */
export type MatrixNames = {
  readonly teams: Readonly<Record<string, string>>;
  readonly agents: Readonly<Record<string, string>>;
};

/** The calendars whose hours the rules ask for: whoever decides by the matrix must bring them. */
export function calendarIdsIn(content: MatrixContent): ReadonlySet<CalendarVersionId> {
  const ids = new Set<CalendarVersionId>();
  const collect = (condition: Condition): void => {
    if (condition.kind === 'hours') ids.add(condition.calendarVersionId);
    if (condition.kind === 'not') collect(condition.of);
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(collect);
  };
  for (const rule of content.rules) collect(rule.when);
  return ids;
}

/** The names to write beside the ids, so that a file can be read and carried elsewhere. */
export function namesIn(content: MatrixContent, directory: Directory): MatrixNames {
  const teams: Record<string, string> = {};
  const agents: Record<string, string> = {};
  mapReferences(content, {
    team: (id) => {
      const name = directory.teams.get(id)?.name;
      if (name !== undefined) teams[id] = name;
      return id;
    },
    agent: (id) => {
      const name = directory.agents.get(id)?.name;
      if (name !== undefined) agents[id] = name;
      return id;
    },
  });
  return { teams, agents };
}

/** The content with ids the directory does not know replaced by those of the same name. */
export function renamed(
  file: {
    readonly content: MatrixContent;
    readonly names: {
      readonly teams: ReadonlyMap<string, string>;
      readonly agents: ReadonlyMap<string, string>;
    };
  },
  directory: Directory,
): MatrixContent {
  const { content, names } = file;
  return mapReferences(content, {
    team: (id) =>
      directory.teams.has(id) ? id : (onlyNamed(directory.teams, names.teams.get(id)) ?? id),
    agent: (id) =>
      directory.agents.has(id) ? id : (onlyNamed(directory.agents, names.agents.get(id)) ?? id),
  });
}

/** The content with every condition on one of the versions asking for `to` instead. */
export function withCalendarVersion(
  content: MatrixContent,
  change: { readonly from: readonly CalendarVersionId[]; readonly to: CalendarVersionId },
): MatrixContent {
  return mapReferences(content, {
    team: (id) => id,
    agent: (id) => id,
    calendar: (id) => (change.from.includes(id) ? change.to : id),
  });
}

/** Two of the same name are nobody: guessing would send escalations to the wrong people. */
function onlyNamed<Id>(
  things: ReadonlyMap<Id, { readonly name: string }>,
  name: string | undefined,
): Id | null {
  const found = [...things].filter(([, thing]) => thing.name === name);
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : null;
}

type Mapping = {
  readonly team: (id: TeamId) => TeamId;
  readonly agent: (id: AgentId) => AgentId;
  readonly calendar?: (id: CalendarVersionId) => CalendarVersionId;
};

function mapReferences(content: MatrixContent, map: Mapping): MatrixContent {
  return {
    ...content,
    rules: content.rules.map((rule) => ({
      ...rule,
      when: mapCondition(rule.when, map),
      path: rule.path.map((step) => mapStep(step, map)),
    })),
    fallback: content.fallback.map((step) => mapStep(step, map)),
  };
}

function mapStep(step: PathStep, map: Mapping): PathStep {
  return {
    ...step,
    targets: step.targets.map((target) => mapTarget(target, map)),
    tell: step.tell.map((target) => mapTarget(target, map)),
  };
}

function mapTarget(target: StepTarget, map: Mapping): StepTarget {
  switch (target.kind) {
    case 'team':
    case 'on_call':
      return { ...target, teamId: map.team(target.teamId) };
    case 'team_lead':
    case 'team_manager':
      return target.teamId === null ? target : { ...target, teamId: map.team(target.teamId) };
    case 'agent':
      return { ...target, agentId: map.agent(target.agentId) };
    case 'tier':
    case 'role':
      return target;
    default:
      throw new TypeError(`unknown target ${JSON.stringify(target satisfies never)}`);
  }
}

function mapCondition(condition: Condition, map: Mapping): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => mapCondition(part, map)) };
    case 'not':
      return { ...condition, of: mapCondition(condition.of, map) };
    case 'team':
      return { ...condition, in: condition.in.map(map.team) };
    case 'hours': {
      const { calendarVersionId: id } = condition;
      return { ...condition, calendarVersionId: map.calendar?.(id) ?? id };
    }
    default:
      return condition;
  }
}
