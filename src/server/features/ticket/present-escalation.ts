import type { Escalation as EscalationView, Hop as HopView } from '#contract/escalation.ts';
import type { Brief, Escalation, Hop } from '#domain/escalation/escalation.ts';
import type { Foreseen } from '#domain/escalation/foresee.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { FutureEvent } from '#contract/timeline.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import { agentNamed, receiverName, receiverNamed, targetName } from './names.ts';
import { isoOrNull } from './row-columns.ts';

/** An escalation as the API shows it: names beside ids, the steps of its path not yet taken. */
export function presentEscalation(
  escalation: Escalation,
  context: DecisionContext,
  versions: ReadonlyMap<string, number>,
): EscalationView {
  const taken = Math.max(-1, ...escalation.hops.map((hop) => hop.stepIndex ?? -1));
  const isClosed = escalation.state === 'closed';
  const rule = context.matrix.rules.find(({ id }) => id === escalation.ruleId);
  return {
    id: escalation.id,
    type: escalation.type,
    reason: escalation.reason,
    requestedBy: escalation.requestedBy,
    brief: presentBrief(escalation.brief),
    state: escalation.state,
    startedAt: toIso(escalation.startedAt),
    startedBy: agentNamed(context.directory, escalation.startedBy),
    ruleName: rule?.name ?? null,
    matrixVersion: versions.get(escalation.matrixVersionId) ?? context.matrix.version,
    hops: escalation.hops.map((hop) => presentHop(hop, context)),
    stepsAhead:
      escalation.state === 'active'
        ? escalation.path.slice(taken + 1).map((step) => ({
            id: step.id,
            who: step.targets.map((target) => targetName(context, target)),
            acknowledgeMinutes: step.acknowledgeMinutes,
          }))
        : [],
    closeBy: toIso(escalation.closeBy),
    closedAt: isClosed ? toIso(escalation.closedAt) : null,
    closedBy: isClosed ? agentNamed(context.directory, escalation.closedBy) : null,
    cause: isClosed ? escalation.cause : null,
    lesson: isClosed ? escalation.lesson : null,
  };
}

function presentBrief(brief: Brief): EscalationView['brief'] {
  return { ...brief, neededBy: isoOrNull(brief.neededBy) };
}

function presentHop(hop: Hop, context: DecisionContext): HopView {
  const { directory } = context;
  const isEnded = hop.state === 'ended';
  return {
    id: hop.id,
    index: hop.index,
    state: hop.state,
    from: hop.from === null ? null : receiverNamed(directory, hop.from),
    to: receiverNamed(directory, hop.to),
    tier: hop.tier,
    offeredAt: toIso(hop.offeredAt),
    acknowledgeMinutes: hop.acknowledgeMinutes,
    acknowledgedAt: hop.state === 'offered' ? null : isoOrNull(hop.acknowledgedAt),
    acknowledgedBy: hop.state === 'offered' ? null : agentNamed(directory, hop.acknowledgedBy),
    ending: isEnded ? hop.ending : null,
    endedAt: isEnded ? toIso(hop.endedAt) : null,
    endedBy: isEnded ? agentNamed(directory, hop.endedBy) : null,
    words: isEnded ? hop.words : null,
  };
}

/** What will happen by itself, with the names of those it will reach. */
export function presentForeseen(foreseen: Foreseen, context: DecisionContext): FutureEvent {
  const { kind, at, ...detail } = foreseen;
  const who = 'who' in foreseen ? foreseen.who : null;
  return {
    at: toIso(at),
    kind,
    metric: 'metric' in foreseen ? foreseen.metric : null,
    who: who === null ? [] : [receiverName(context.directory, who)],
    detail,
  };
}
