import type { PathStep, Receiver } from '../escalation/escalation.ts';
import type { AgentId } from '../kernel/id.ts';
import type { Directory, Tier } from '../people/directory.ts';
import { lastResort } from './last-resort.ts';
import { notAsked, answerableOf } from './receiver.ts';
import { type Resolution, type RoutingFacts, resolveStep } from './resolve.ts';
import { why } from './why.ts';

/** Whom the next hop goes to. There is always somebody (P20). */
export type NextReceiver = {
  readonly receiver: Receiver;
  /** Null when no step of the path had anybody and the last resort answers. */
  readonly stepIndex: number | null;
  readonly acknowledgeMinutes: number;
  readonly handleMinutes: number | null;
  readonly tier: Tier | null;
  readonly isOnDuty: boolean;
  readonly tell: readonly AgentId[];
  readonly why: readonly string[];
};

export type Walk = {
  readonly path: readonly PathStep[];
  readonly fromIndex: number;
  readonly facts: RoutingFacts;
  readonly directory: Directory;
  /** Receivers of earlier hops that no step gave; tells the last resort how often it was asked. */
  readonly outsidePath: readonly Receiver[];
};

/**
 * Takes the first step from `fromIndex` on that has somebody on duty; when none has, the first
 * that has somebody at all; when none has, the last resort. Steps passed by leave their reasons,
 * and those who are merely off duty there are told, so that nobody is climbed over unawares.
 */
export function walkPath(walk: Walk): NextReceiver {
  const passedBy: string[] = [];
  const offDuty: AgentId[] = [];
  let reachable: NextReceiver | null = null;
  for (const [index, step] of walk.path.entries()) {
    if (index < walk.fromIndex) continue;
    const resolution = resolveStep(step, walk.facts, walk.directory);
    const next = nextAt(index, step, resolution);
    if (next !== null && next.isOnDuty) {
      const tell = notAsked(next.receiver, [...next.tell, ...offDuty]);
      return { ...next, tell, why: [...passedBy, ...next.why] };
    }
    if (next !== null) {
      const because = why('off_duty_but_reachable', step.id);
      reachable ??= { ...next, why: [...passedBy, ...next.why, because] };
      offDuty.push(...answerableOf(next.receiver, walk.directory));
    }
    passedBy.push(why('step_skipped', step.id), ...resolution.why);
  }
  if (reachable !== null) return reachable;
  const { facts, directory, outsidePath } = walk;
  const last = lastResort(directory, facts.openCalendarIds, {
    outsidePath,
    agentIds: facts.avoidAgentIds,
  });
  return {
    ...last,
    stepIndex: null,
    handleMinutes: null,
    tier: null,
    tell: [],
    why: [...passedBy, ...last.why],
  };
}

function nextAt(index: number, step: PathStep, resolution: Resolution): NextReceiver | null {
  const { receiver, isOnDuty, tier, tell } = resolution;
  if (receiver === null) return null;
  const { acknowledgeMinutes, handleMinutes } = step;
  return {
    receiver,
    isOnDuty,
    tier,
    acknowledgeMinutes,
    handleMinutes,
    stepIndex: index,
    tell,
    why: resolution.why,
  };
}
