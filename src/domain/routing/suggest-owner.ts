import { speaks } from '../matrix/match.ts';
import type { AgentId, TeamId } from '../kernel/id.ts';
import type { Agent, Directory } from '../people/directory.ts';
import { agentAvailability, type OpenCalendars, reachableMembers } from './availability.ts';
import { why } from './why.ts';

export type OwnerSuggestion = {
  /** Null leaves the ticket in the team's queue: nobody suitable has room. */
  readonly agentId: AgentId | null;
  readonly why: readonly string[];
};

/**
 * Suggests who of a team should own a ticket: somebody on duty with room left; of those one who
 * speaks the customer's language, then one with the most of the wanted skills, then the one with
 * the most room. The team's language and skills narrow nothing when nobody has them.
 */
export function suggestOwner(
  directory: Directory,
  wanted: {
    readonly teamId: TeamId;
    readonly language: string;
    readonly skills: readonly string[];
    readonly openCalendarIds: OpenCalendars;
    readonly except?: ReadonlySet<AgentId>;
  },
): OwnerSuggestion {
  const team = directory.teams.get(wanted.teamId);
  if (team === undefined) return { agentId: null, why: [why('team_gone', wanted.teamId)] };
  const ranked = reachableMembers(directory, team)
    .filter((agent) => wanted.except?.has(agent.id) !== true)
    .filter((agent) => takesNewWork(agent, directory, wanted.openCalendarIds))
    .map((agent) => ({
      agent,
      speaks: agent.languages.some((language) => speaks(language, wanted.language)),
      skills: wanted.skills.filter((skill) => agent.skills.includes(skill)),
      isOnline: agent.presence === 'online',
      load: agent.openTicketCount / agent.capacity,
    }))
    .sort(
      (a, b) =>
        Number(b.isOnline) - Number(a.isOnline) ||
        Number(b.speaks) - Number(a.speaks) ||
        b.skills.length - a.skills.length ||
        a.load - b.load ||
        (a.agent.id < b.agent.id ? -1 : 1),
    );
  const [best, second] = ranked;
  if (best === undefined) return { agentId: null, why: [why('team_away', team.id)] };
  const reasons = [why('named_team', team.id)];
  if (best.speaks) reasons.push(why('language_match', wanted.language));
  for (const skill of best.skills) reasons.push(why('skill_match', skill));
  if (second !== undefined && best.load < second.load) {
    reasons.push(why('least_loaded', best.agent.id));
  }
  return { agentId: best.agent.id, why: reasons };
}

/** Do-not-disturb is for escalations to get through, not for the ordinary queue. */
function takesNewWork(agent: Agent, directory: Directory, open: OpenCalendars): boolean {
  if (agent.presence === 'do_not_disturb') return false;
  if (agent.openTicketCount >= agent.capacity) return false;
  return agentAvailability(directory, agent.id, open).reach === 'on_duty';
}
