import type { AgentId, EscalationId } from '../kernel/id.ts';
import { dayMs, plusMs } from '../kernel/instant.ts';
import { factsOf, type Wish } from '../matrix/facts.ts';
import { type MatrixMatch, matchMatrix } from '../matrix/match.ts';
import type { Tier } from '../people/directory.ts';
import { receiverKey } from '../routing/receiver.ts';
import { type NextReceiver, walkPath } from '../routing/walk-path.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import { generatedBrief } from './brief.ts';
import { climbAhead, offeredThen } from './climb-ahead.ts';
import type { EscalationRefusal } from './command.ts';
import { handChosen, typeOf, whoEscalates } from './decide-escalate.ts';
import type { EscalationType, ReasonCode, Receiver, StepTarget } from './escalation.ts';
import { activeEscalation } from './evolve.ts';
import { type Foreseen, foreseenHop } from './foresee.ts';
import { routingFactsOf } from './hop-routing.ts';
import { targetKey } from './target.ts';
import { mayAct } from './who-may.ts';

/** Somebody the escalation could go to. Asking for `target` again reaches the same receiver. */
export type Option = {
  readonly target: StepTarget;
  readonly receiver: Receiver;
  readonly tier: Tier | null;
  readonly isOnDuty: boolean;
  readonly acknowledgeMinutes: number;
  readonly tell: readonly AgentId[];
  readonly why: readonly string[];
};

export type EscalationPreview = {
  /** Why it cannot start now, or null. The rest is filled all the same. */
  readonly refusal: EscalationRefusal | null;
  readonly match: MatrixMatch;
  /** Where the matrix would send it; never empty, because somebody always answers. */
  readonly suggested: Option;
  /** The target asked about; null when none was, or when it reaches nobody. */
  readonly chosen: Option | null;
  /** Steps of the path first, then the other teams by name, then managers. */
  readonly alternatives: readonly Option[];
  /** What follows the chosen, else the suggested one, when nobody answers. */
  readonly follows: readonly Foreseen[];
};

/** What the escalate sheet shows before anything happens. Changes nothing and needs no brief. */
export function previewEscalation(
  aggregate: TicketAggregate,
  context: DecisionContext,
  wish: {
    readonly reason: ReasonCode;
    readonly target?: StepTarget | null;
    readonly type?: EscalationType;
  },
): EscalationPreview {
  const target = wish.target ?? null;
  const { reason } = wish;
  const type = wish.type ?? typeOf(target, reason);
  const match = matchMatrix(context.matrix, factsOf(aggregate, context, { reason, type }));
  const facts = routingFactsOf(aggregate, context, whoEscalates(aggregate, context));
  const { path } = match;
  const { directory } = context;
  const first = walkPath({ path, fromIndex: 0, facts, directory, outsidePath: [] });
  const suggested = suggestedOption(first, { match, context });
  const choose = (each: StepTarget) => handChosen(each, { path, facts, context });
  const chosenNext = target === null ? null : choose(target);
  const chosen = target === null || chosenNext === null ? null : optionOf(target, chosenNext);
  const candidates = candidateTargets(aggregate, { match, context });
  const alternatives = optionsOf(candidates, { choose, except: suggested });
  return {
    refusal: refusalOf(aggregate, context, { target, isReachable: chosen !== null }),
    match,
    suggested,
    chosen,
    alternatives,
    follows: followsOf(chosenNext ?? first, { aggregate, match, context, wish: { reason, type } }),
  };
}

function optionOf(target: StepTarget, next: NextReceiver): Option {
  const { receiver, tier, isOnDuty, acknowledgeMinutes, tell, why } = next;
  return { target, receiver, tier, isOnDuty, acknowledgeMinutes, tell, why };
}

/** The step's own target when it has just one, else whoever it came down to. */
function suggestedOption(
  first: NextReceiver,
  from: { readonly match: MatrixMatch; readonly context: DecisionContext },
): Option {
  const step = first.stepIndex === null ? undefined : from.match.path[first.stepIndex];
  const [only, ...others] = step?.targets ?? [];
  if (only !== undefined && others.length === 0) return optionOf(only, first);
  return optionOf(targetOf(first.receiver, from.context), first);
}

function targetOf(receiver: Receiver, context: DecisionContext): StepTarget {
  if (receiver.kind === 'team') return { kind: 'team', teamId: receiver.teamId };
  const agentId = receiver.agentIds[0] ?? context.directory.catchAllId;
  return { kind: 'agent', agentId };
}

function candidateTargets(
  aggregate: TicketAggregate,
  from: { readonly match: MatrixMatch; readonly context: DecisionContext },
): readonly StepTarget[] {
  const { directory } = from.context;
  const teams = [...directory.teams.values()]
    .filter((team) => team.id !== aggregate.ticket.teamId)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...from.match.path.flatMap((step) => step.targets),
    ...teams.map((team): StepTarget => ({ kind: 'team', teamId: team.id })),
    { kind: 'role', role: 'manager' },
  ];
}

/** Each receiver once, whichever way it was named. */
function optionsOf(
  targets: readonly StepTarget[],
  from: {
    readonly choose: (target: StepTarget) => NextReceiver | null;
    readonly except: Option;
  },
): readonly Option[] {
  const seen = new Set([receiverKey(from.except.receiver)]);
  const tried = new Set([targetKey(from.except.target)]);
  const options: Option[] = [];
  for (const target of targets) {
    const key = targetKey(target);
    if (tried.has(key)) continue;
    tried.add(key);
    const next = from.choose(target);
    if (next === null || seen.has(receiverKey(next.receiver))) continue;
    seen.add(receiverKey(next.receiver));
    options.push(optionOf(target, next));
  }
  return options;
}

function refusalOf(
  aggregate: TicketAggregate,
  context: DecisionContext,
  asked: { readonly target: StepTarget | null; readonly isReachable: boolean },
): EscalationRefusal | null {
  const { ticket, escalations } = aggregate;
  if (activeEscalation(escalations) !== null) return 'escalation_active';
  if (ticket.state === 'solved' || ticket.state === 'closed') return 'ticket_closed';
  if (ticket.isSpam) return 'ticket_is_spam';
  const standing = {
    ticket,
    escalation: escalations.at(-1) ?? null,
    directory: context.directory,
  };
  if (!mayAct(context.actor, 'escalate', standing)) return 'not_permitted';
  return asked.target !== null && !asked.isReachable ? 'target_unreachable' : null;
}

function followsOf(
  first: NextReceiver,
  from: {
    readonly aggregate: TicketAggregate;
    readonly match: MatrixMatch;
    readonly context: DecisionContext;
    readonly wish: Wish;
  },
): readonly Foreseen[] {
  const { aggregate, match, context, wish } = from;
  const { actor, matrix, now } = context;
  const imagined = {
    state: 'active',
    id: 'ahead' as EscalationId,
    type: wish.type,
    reason: wish.reason,
    brief: generatedBrief(aggregate.ticket, { reason: wish.reason, words: null, neededBy: null }),
    startedAt: now,
    startedBy: actor.kind === 'agent' ? actor.id : null,
    requestedBy: actor.kind === 'agent' ? 'agent' : 'rule',
    keepsOwner: true,
    matrixVersionId: matrix.id,
    ruleId: match.rule?.id ?? null,
    path: match.path,
    hops: [offeredThen(first, { index: 0, at: now })],
    transferLimit: matrix.transferLimit,
    closeBy: plusMs(now, matrix.closeWithinDays * dayMs),
  } as const;
  return climbAhead(aggregate, imagined, context).map(foreseenHop);
}
