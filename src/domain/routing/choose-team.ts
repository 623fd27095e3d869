import { speaks } from '../matrix/match.ts';
import type { Directory, Team, Tier } from '../people/directory.ts';
import { reachableMembers, teamAvailability } from './availability.ts';
import type { RoutingFacts } from './resolve.ts';
import { why } from './why.ts';

export type TeamChoice = { readonly team: Team | null; readonly why: readonly string[] };

/**
 * Chooses the team of a tier that suits the ticket best. In order: on duty, the language, the
 * most of the wanted skills, the same department, the least load per head. A language or skill
 * that no team has narrows nothing; equal teams are told apart by id, so that the choice is
 * the same each time.
 */
export function chooseTeam(
  directory: Directory,
  facts: RoutingFacts,
  wanted: { readonly tier: Tier; readonly department: string | null },
): TeamChoice {
  const named = wanted.department === null ? wanted.tier : `${wanted.tier}/${wanted.department}`;
  const ranked = [...directory.teams.values()]
    .filter((team) => team.tier === wanted.tier)
    .filter((team) => wanted.department === null || team.department === wanted.department)
    .filter((team) => !facts.avoidTeamIds.has(team.id))
    .map((team) => rank(team, facts, directory))
    .filter((ranking) => ranking.reach > 0)
    .sort(byRank);
  const [best, second] = ranked;
  if (best === undefined) return { team: null, why: [why('no_team_of_tier', named)] };
  const reasons = [why('tier_match', named)];
  if (second !== undefined) {
    if (best.isSameDepartment) reasons.push(why('department_match', best.team.department));
    if (best.speaks) reasons.push(why('language_match', facts.language));
    for (const skill of best.skills) reasons.push(why('skill_match', skill));
    if (best.load < second.load) reasons.push(why('least_loaded', best.team.id));
  }
  return { team: best.team, why: reasons };
}

type Ranking = {
  readonly team: Team;
  readonly reach: 0 | 1 | 2;
  readonly speaks: boolean;
  readonly skills: readonly string[];
  readonly isSameDepartment: boolean;
  readonly load: number;
};

function rank(team: Team, facts: RoutingFacts, directory: Directory): Ranking {
  const { reach } = teamAvailability(directory, team.id, facts.openCalendarIds);
  return {
    team,
    reach: reach === 'on_duty' ? 2 : reach === 'off_duty' ? 1 : 0,
    speaks: team.languages.some((language) => speaks(language, facts.language)),
    skills: facts.wantedSkills.filter((skill) => team.skills.includes(skill)),
    isSameDepartment: team.department === facts.department,
    load: loadPerHead(team, directory),
  };
}

function byRank(a: Ranking, b: Ranking): number {
  return (
    b.reach - a.reach ||
    Number(b.speaks) - Number(a.speaks) ||
    b.skills.length - a.skills.length ||
    Number(b.isSameDepartment) - Number(a.isSameDepartment) ||
    a.load - b.load ||
    (a.team.id < b.team.id ? -1 : 1)
  );
}

/** Open tickets over capacity, of those who could take one. */
function loadPerHead(team: Team, directory: Directory): number {
  let open = 0;
  let capacity = 0;
  for (const member of reachableMembers(directory, team)) {
    open += member.openTicketCount;
    capacity += member.capacity;
  }
  return capacity === 0 ? Number.POSITIVE_INFINITY : open / capacity;
}
