import type { AgentId } from '../kernel/id.ts';
import { openCalendarIds } from '../matrix/facts.ts';
import type { Tier } from '../people/directory.ts';
import type { OpenCalendars } from '../routing/availability.ts';
import { chooseTeam } from '../routing/choose-team.ts';
import { suggestOwner } from '../routing/suggest-owner.ts';
import type { DecisionContext } from './context.ts';
import type { Ticket } from './ticket.ts';

/** Requests begin with the first line; a workspace without one begins where it can. */
const firstTiers: readonly Tier[] = ['L1', 'L2', 'L3'];

/** What of a ticket decides who should have it; it may be one that is not open yet. */
export type Routed = Pick<Ticket, 'teamId' | 'language' | 'issueType' | 'tags'>;
type RoutingContext = Pick<DecisionContext, 'now' | 'directory' | 'calendars'>;

/**
 * Who should have a ticket that nobody has: the team it is in, else the team that suits it best,
 * and of that team the person on duty with room who suits it best. The owner stays null when
 * nobody has room: then the team's queue has it.
 */
export function routeTicket(
  ticket: Routed,
  context: RoutingContext,
  except: ReadonlySet<AgentId> = new Set(),
): Pick<Ticket, 'ownerId' | 'teamId'> {
  const open = openCalendarIds(context, context.now);
  const teamId = ticket.teamId ?? suitableTeam(ticket, context, open);
  if (teamId === null) return { ownerId: null, teamId };
  const { agentId } = suggestOwner(context.directory, {
    teamId,
    language: ticket.language,
    skills: skillsFor(ticket),
    openCalendarIds: open,
    except,
  });
  return { ownerId: agentId, teamId };
}

function suitableTeam(
  ticket: Routed,
  context: RoutingContext,
  openCalendars: OpenCalendars,
): Ticket['teamId'] {
  const facts = {
    teamId: null,
    department: null,
    language: ticket.language,
    wantedSkills: skillsFor(ticket),
    openCalendarIds: openCalendars,
    avoidAgentIds: new Set<never>(),
    avoidTeamIds: new Set<never>(),
  };
  for (const tier of firstTiers) {
    const { team } = chooseTeam(context.directory, facts, { tier, department: null });
    if (team !== null) return team.id;
  }
  return null;
}

function skillsFor(ticket: Routed): readonly string[] {
  return ticket.issueType === null ? ticket.tags : [ticket.issueType, ...ticket.tags];
}
