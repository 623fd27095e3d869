import type { EscalationRefusal } from '../escalation/command.ts';
import { escalationReactions } from '../escalation/reactions.ts';
import { accept, type Result } from '../kernel/result.ts';
import { clockReactions } from '../sla/reactions.ts';
import type { TicketAggregate } from './aggregate.ts';
import { assignmentReactions } from './assignment-reactions.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import { decideTicket } from './decide.ts';
import type { Actor, Cause, Recorded, TicketEvent } from './event.ts';
import { evolve } from './evolve.ts';
import type { TicketRefusal } from './refusal.ts';

export type Unfolded = {
  readonly aggregate: TicketAggregate;
  /** In the order in which they happened; empty when the command changed nothing. */
  readonly recorded: readonly Recorded[];
};

type Reaction = (
  aggregate: TicketAggregate,
  recorded: readonly Recorded[],
  context: DecisionContext,
) => readonly TicketEvent[];

/** Clocks come first, because a breach they find is what escalations react to. */
const reactions: readonly Reaction[] = [clockReactions, escalationReactions, assignmentReactions];

/** Far above what any command needs; reactions that feed each other for ever are a bug. */
const eventCountMax = 200;

const system: Actor = { kind: 'system' };

/**
 * Decides a command and everything that follows from it, until nothing more does. The result is
 * the whole change of one transaction: the new state and the events that lead to it. A refusal
 * changes nothing. The version goes up by one when anything happened.
 */
export function unfold(
  aggregate: TicketAggregate | null,
  command: TicketCommand,
  context: DecisionContext,
): Result<Unfolded, TicketRefusal | EscalationRefusal> {
  const decided = decideTicket(aggregate, command, context);
  if (!decided.ok) return decided;
  const recorded: Recorded[] = [];
  let state = aggregate;

  const record = (event: TicketEvent, actor: Actor, cause: Cause | null) => {
    if (recorded.length >= eventCountMax) {
      throw new Error(
        `${command.type} led to more than ${eventCountMax} events: ${typesOf(recorded)}`,
      );
    }
    const entry: Recorded = { event, at: context.now, actor, cause };
    recorded.push(entry);
    state = evolve(state, entry);
  };

  for (const event of decided.value) record(event, context.actor, causeFor(event, [], context));
  const seen = reactions.map(() => 0);
  while (seen.some((count) => count < recorded.length)) {
    for (const [index, react] of reactions.entries()) {
      const fresh = recorded.slice(seen[index]);
      seen[index] = recorded.length;
      if (fresh.length === 0 || state === null) continue;
      for (const event of react(state, fresh, context)) {
        record(event, system, causeFor(event, fresh, context));
      }
    }
  }
  if (state === null) throw new Error(`${command.type} opened no ticket`);
  return accept({ aggregate: committed(state, aggregate, recorded), recorded });
}

function committed(
  after: TicketAggregate,
  before: TicketAggregate | null,
  recorded: readonly Recorded[],
): TicketAggregate {
  if (before === null || recorded.length === 0) return after;
  return { ...after, ticket: { ...after.ticket, version: before.ticket.version + 1 } };
}

/**
 * What led to the event. A climb names its rule; what follows from a clock names the clock and
 * when it fell due, so that each can be explained a year later (P4).
 */
function causeFor(
  event: TicketEvent,
  fresh: readonly Recorded[],
  context: DecisionContext,
): Cause | null {
  const trigger = event.type.startsWith('clock.') ? undefined : fresh.findLast(isAlarm);
  const cause: Cause = {
    ...context.cause,
    ...trigger?.cause,
    ...(trigger === undefined ? {} : causeOfAlarm(trigger.event)),
    ...(event.type === 'escalation.started' ? ruleOf(event) : {}),
  };
  return Object.keys(cause).length === 0 ? null : cause;
}

function isAlarm({ event }: Recorded): boolean {
  return event.type === 'clock.breached' || event.type === 'clock.mark_reached';
}

function causeOfAlarm(event: TicketEvent): Cause {
  if (event.type !== 'clock.breached' && event.type !== 'clock.mark_reached') return {};
  const { clockId, metric, hopId } = event;
  const markId = event.type === 'clock.mark_reached' ? event.markIds.at(-1) : undefined;
  return {
    clockId,
    metric,
    dueAt: event.type === 'clock.breached' ? event.breachedAt : event.reachedAt,
    ...(hopId === null ? {} : { hopId }),
    ...(markId === undefined ? {} : { markId }),
  };
}

function ruleOf(event: Extract<TicketEvent, { type: 'escalation.started' }>): Cause {
  const { matrixVersionId, ruleId } = event;
  return ruleId === null ? { matrixVersionId } : { matrixVersionId, ruleId };
}

function typesOf(recorded: readonly Recorded[]): string {
  return [...new Set(recorded.map(({ event }) => event.type))].join(', ');
}
