import { levelOf } from '../conflict/score.ts';
import type { Escalation } from '../escalation/escalation.ts';
import { needsFollowUp } from '../feedback/score.ts';
import type { AgentId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import type { TicketAggregate } from './aggregate.ts';
import { actionsOf } from './assignment-reactions.ts';
import type { DecisionContext } from './context.ts';
import type { NoticeAbout, Urgency } from './effect.ts';
import type { Recorded, TicketEvent } from './event.ts';
import * as who from './recipients.ts';

/** One event as it is told to some people; not yet collapsed to one message per person. */
export type Notice = {
  readonly about: NoticeAbout;
  readonly urgency: Urgency;
  readonly to: readonly AgentId[];
  /** Alarms are told even to whoever caused them: a breach is never silent. */
  readonly isAlarm: boolean;
};

type Scene = {
  readonly before: TicketAggregate | null;
  readonly after: TicketAggregate;
  readonly context: DecisionContext;
};
type EventOf<T extends TicketEvent['type']> = Extract<TicketEvent, { readonly type: T }>;

/** Whom one event is told to, and as what. */
export function noticesOf({ event, actor }: Recorded, scene: Scene): readonly Notice[] {
  const { after, context } = scene;
  const { directory } = context;
  switch (event.type) {
    case 'ticket.assigned':
      if (event.toOwnerId === null || event.toOwnerId === event.fromOwnerId) return [];
      return [news('assigned', who.present([event.toOwnerId], directory))];
    case 'ticket.created':
      if (event.ownerId === null) return [];
      return [news('assigned', who.present([event.ownerId], directory))];
    case 'ticket.woken':
      return actor.kind === 'system' ? [news('snooze_ended', whoeverHasIt(scene))] : [];
    case 'ticket.state_changed':
      return event.reason === 'pause_ended' ? [news('pause_ended', whoeverHasIt(scene))] : [];
    case 'ticket.idle_noticed':
      return [news('idle', whoeverHasIt(scene))];
    case 'note.added':
      return [news('mentioned', mentioned(event, directory))];
    case 'message.received':
      if (event.isAutomatic || scene.before === null) return [];
      return [news('customer_replied', watchers(scene))];
    case 'message.failed':
      return [news('delivery_failed', sureOf(keptBy(event, scene), scene))];
    case 'feedback.received':
      if (!needsFollowUp(event.score)) return [];
      return [news('bad_feedback', who.managerOf(after.ticket.teamId, directory))];
    case 'conflict.noticed':
      return conflictNotices(event, scene);
    case 'ticket.reminded':
      return reminderNotices(event, scene);
    case 'clock.mark_reached':
      return [alarm('clock_warning', 'normal', warned(event, scene))];
    case 'clock.breached':
      return breachNotices(event, scene);
    case 'hop.offered':
    case 'hop.acknowledged':
    case 'hop.unacknowledged':
    case 'hop.ended':
    case 'escalation.closed':
      return climbNotices(event, scene);
    default:
      return [];
  }
}

function climbNotices(
  event: EventOf<
    'hop.offered' | 'hop.acknowledged' | 'hop.unacknowledged' | 'hop.ended' | 'escalation.closed'
  >,
  scene: Scene,
): readonly Notice[] {
  const { directory } = scene.context;
  const escalation = scene.after.escalations.find(({ id }) => id === event.escalationId);
  if (escalation === undefined) return [];
  const hop = 'hopId' in event ? escalation.hops.find(({ id }) => id === event.hopId) : undefined;
  switch (event.type) {
    case 'hop.offered':
      return [
        offer(sureOf(who.receiversOf(event, directory), scene)),
        news('hop_told', who.present(event.tell, directory)),
      ];
    case 'hop.acknowledged': {
      // Everyone who was asked learns that somebody has it (P17).
      const asked = hop === undefined ? [] : who.receiversOf(hop, directory);
      return [news('hop_acknowledged', [...followers(escalation, scene), ...asked])];
    }
    case 'hop.unacknowledged': {
      // It waits for somebody again: those who were asked are asked anew, but the one who gave it.
      const asked = hop === undefined ? [] : who.receiversOf(hop, directory);
      const others = asked.filter((id) => id !== event.agentId);
      return [
        offer(sureOf(others, scene)),
        news('hop_unacknowledged', followers(escalation, scene)),
      ];
    }
    case 'hop.ended': {
      const about = aboutEnding[event.ending];
      if (event.ending !== 'timed_out') return [news(about, followers(escalation, scene))];
      const missed = hop === undefined ? [] : who.receiversOf(hop, directory);
      const lead = who.leadOf(hop?.to.teamId ?? null, directory);
      return [news(about, [...followers(escalation, scene), ...missed, ...lead])];
    }
    case 'escalation.closed':
      return [news('escalation_closed', followers(escalation, scene))];
    default:
      throw new TypeError(`no such climb: ${JSON.stringify(event satisfies never)}`);
  }
}

const aboutEnding = {
  solved: 'hop_solved',
  handed_back: 'hop_handed_back',
  passed_on: 'hop_passed_on',
  declined: 'hop_declined',
  timed_out: 'hop_timed_out',
} as const satisfies Record<EventOf<'hop.ended'>['ending'], NoticeAbout>;

/** The agent who escalated still sees where it stands (C3), and so does the owner. */
function followers(escalation: Escalation, { after, context }: Scene): readonly AgentId[] {
  const starter = escalation.startedBy === null ? [] : [escalation.startedBy];
  const { directory } = context;
  return [...who.present(starter, directory), ...who.ownerOf(after, directory)];
}

/** A mark tells whom its actions name; one that names nobody tells the lead and who works it. */
function warned(event: EventOf<'clock.mark_reached'>, scene: Scene): readonly AgentId[] {
  const { after, context } = scene;
  const { directory } = context;
  const teamId = who.teamOfAlarm(after, event.hopId);
  const clock = after.clocks.find(({ id }) => id === event.clockId);
  const named = (clock === undefined ? [] : actionsOf(clock, event.markIds, context))
    .flatMap((action) => (action.type === 'notify' ? action.whom : []))
    // The lead of the team it has left has no say over managers who are asked by name.
    .filter(({ kind }) => kind !== 'lead' || who.hasTeam(event.hopId, after));
  const people = named.flatMap((whom) => who.whomOf(whom, { aggregate: after, teamId, directory }));
  if (people.length > 0) return people;
  return [...who.leadOf(teamId, directory), ...who.handlersOf(after, directory)];
}

/**
 * A breach always alerts the manager (D3). That of a customer's clock also wakes whoever has the
 * ticket; of a hop's, the others hear by what becomes of the hop. A manager who let a hop pass
 * themself is told and not woken again: the next in line is.
 */
function breachNotices(event: EventOf<'clock.breached'>, scene: Scene): readonly Notice[] {
  const { after, context } = scene;
  const { directory } = context;
  const manager = who.managerOf(who.teamOfAlarm(after, event.hopId), directory);
  if (event.hopId !== null) {
    const missed = who.askedBy(event.hopId, after, directory);
    return [
      alarm(
        'clock_breached',
        'page',
        manager.filter((id) => !missed.includes(id)),
      ),
      alarm(
        'clock_breached',
        'normal',
        manager.filter((id) => missed.includes(id)),
      ),
    ];
  }
  const holders = [...who.handlersOf(after, directory), ...who.ownerOf(after, directory)];
  return [alarm('clock_breached', 'page', [...manager, ...holders])];
}

function reminderNotices(event: EventOf<'ticket.reminded'>, scene: Scene): readonly Notice[] {
  const { after, context } = scene;
  const holders = [
    ...who.ownerOf(after, context.directory),
    ...who.handlersOf(after, context.directory),
  ];
  if (event.daysLeft > 0) return [alarm('close_by_near', 'normal', sureOf(holders, scene))];
  const manager = who.managerOf(who.teamOfAlarm(after, null), context.directory);
  return [alarm('close_by_over', 'page', [...manager, ...holders])];
}

/** Told when the conversation turns hostile, not at every hostile word after that. */
function conflictNotices(event: EventOf<'conflict.noticed'>, scene: Scene): readonly Notice[] {
  const before = levelOf(scene.before?.ticket.conflictScore ?? 0);
  if (levelOf(event.score) !== 'hostile' || before === 'hostile') return [];
  const lead = who.leadOf(scene.after.ticket.teamId, scene.context.directory);
  return [news('conflict_hostile', [...watchers(scene), ...lead])];
}

function mentioned(event: EventOf<'note.added'>, directory: Directory): readonly AgentId[] {
  const inTeams = event.mentionedTeamIds.flatMap((id) => who.membersOf(id, directory));
  return who.present([...event.mentionedAgentIds, ...inTeams], directory);
}

/** Whoever wrote it, when it was the last reply, and whoever the customer deals with. */
function keptBy(event: EventOf<'message.failed'>, { before, after }: Scene): readonly AgentId[] {
  const last = before?.ticket.recallable ?? null;
  const writer = last?.messageId === event.messageId ? [last.agentId] : [];
  return after.ticket.ownerId === null ? writer : [...writer, after.ticket.ownerId];
}

function watchers({ after, context }: Scene): readonly AgentId[] {
  const { directory } = context;
  return [...who.ownerOf(after, directory), ...who.handlersOf(after, directory)];
}

function whoeverHasIt(scene: Scene): readonly AgentId[] {
  return sureOf(watchers(scene), scene);
}

/** The people given who are still here; when none is, the team's manager or the last resort. */
function sureOf(people: readonly AgentId[], { after, context }: Scene): readonly AgentId[] {
  const here = who.present(people, context.directory);
  return here.length > 0 ? here : who.managerOf(after.ticket.teamId, context.directory);
}

function news(about: NoticeAbout, to: readonly AgentId[]): Notice {
  return { about, urgency: 'normal', to, isAlarm: false };
}

/** An offer wakes people, but not the one who makes it. */
function offer(to: readonly AgentId[]): Notice {
  return { about: 'hop_offered', urgency: 'page', to, isAlarm: false };
}

function alarm(about: NoticeAbout, urgency: Urgency, to: readonly AgentId[]): Notice {
  return { about, urgency, to, isAlarm: true };
}
