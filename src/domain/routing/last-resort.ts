import type { Receiver } from '../escalation/escalation.ts';
import type { AgentId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import { agentAvailability, type OpenCalendars } from './availability.ts';
import { why } from './why.ts';

/**
 * What the last resort gets to acknowledge: half an hour, doubled each time it is asked again
 * in vain, up to a day, so that a desk nobody sits at is not paged without end.
 */
export const lastResortMinutes = 30;
export const lastResortMinutesMax = 1440;

export type LastResort = {
  readonly receiver: Extract<Receiver, { readonly kind: 'agents' }>;
  readonly acknowledgeMinutes: number;
  readonly isOnDuty: boolean;
  readonly why: readonly string[];
};

/**
 * Who answers when nobody else is left. First the catch-all owner alone; once they have let it
 * pass, every admin and manager with them. A catch-all who is gone is replaced by whoever has
 * the most authority; in a workspace where nobody works any more, their name still stands.
 * `outsidePath` are the receivers of earlier hops that no step of the path gave, `agentIds` those
 * whom any hop has asked in vain.
 */
export function lastResort(
  directory: Directory,
  openCalendarIds: OpenCalendars,
  asked: {
    readonly outsidePath: readonly Receiver[];
    readonly agentIds: ReadonlySet<AgentId>;
  },
): LastResort {
  const { outsidePath } = asked;
  const catchAll = presentCatchAll(directory, openCalendarIds);
  const timesAsked = outsidePath.filter(
    (receiver) => receiver.kind === 'agents' && receiver.agentIds.includes(catchAll),
  ).length;
  // Asking somebody alone who has just let it pass would lose the time of a whole step.
  const isAlone = timesAsked === 0 && !asked.agentIds.has(catchAll);
  const agentIds = isAlone ? [catchAll] : everyoneAbove(directory, openCalendarIds, catchAll);
  return {
    receiver: { kind: 'agents', agentIds, teamId: null },
    acknowledgeMinutes: Math.min(lastResortMinutes * 2 ** timesAsked, lastResortMinutesMax),
    isOnDuty: agentIds.some(
      (id) => agentAvailability(directory, id, openCalendarIds).reach === 'on_duty',
    ),
    why: [why('path_exhausted'), isAlone ? why('catch_all', catchAll) : why('everyone_above')],
  };
}

function presentCatchAll(directory: Directory, open: OpenCalendars): AgentId {
  if (isReachable(directory.catchAllId, directory, open)) return directory.catchAllId;
  for (const role of ['admin', 'manager', 'agent'] as const) {
    for (const agent of directory.agents.values()) {
      if (agent.role === role && isReachable(agent.id, directory, open)) return agent.id;
    }
  }
  return directory.catchAllId;
}

function everyoneAbove(
  directory: Directory,
  open: OpenCalendars,
  catchAll: AgentId,
): readonly AgentId[] {
  const above = [...directory.agents.values()]
    .filter((agent) => agent.role === 'admin' || agent.role === 'manager')
    .filter((agent) => isReachable(agent.id, directory, open))
    .map((agent) => agent.id);
  return [...new Set([catchAll, ...above])];
}

function isReachable(id: AgentId, directory: Directory, open: OpenCalendars): boolean {
  return agentAvailability(directory, id, open).reach !== 'none';
}
