import type { FoundSign } from '../conflict/sign.ts';
import { causeCodes, reasonCodes, type StepTarget } from '../escalation/escalation.ts';
import type { ClockId, MessageId } from '../kernel/id.ts';
import { dayMs, hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import type { OpenTicket, TicketCommand } from '../ticket/command.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Actor } from '../ticket/event.ts';
import { priorities, ticketStates } from '../ticket/ticket.ts';
import { Story } from './story.ts';
import { agentActor, contactId, messageId, noon, openingMail, people, teams } from './world.ts';

/*
 * Random lives of tickets. Chance comes in as a list of whole numbers, so that this stays pure:
 * the same numbers give the same life, and a test can shrink a bad life to its shortest form.
 * The commands are what people and machines really send, sensible or not; refusals are part of it.
 */

/** How long one may wait between two commands, from a double click to a holiday. */
const waits = [0, 1_000, 5 * minuteMs, 25 * minuteMs, 3 * hourMs, dayMs, 4 * dayMs, 12 * dayMs];

const workers = [people.admin, people.manager, people.lead, people.hoa, people.minh, people.expert];

const targets: readonly StepTarget[] = [
  { kind: 'team', teamId: teams.billing },
  { kind: 'tier', tier: 'L3', department: null },
  { kind: 'team_manager', teamId: teams.care },
  { kind: 'agent', agentId: people.gone },
  { kind: 'agent', agentId: people.expert },
  { kind: 'on_call', teamId: teams.care },
];

const angry: readonly FoundSign[] = [{ sign: 'threatens_lawyer', words: ['lawyer'] }];

type Pick = (count: number) => number;
type Order = { readonly command: TicketCommand; readonly actor: Actor };

/**
 * Plays the life that the numbers describe: three of them make one step (how long to wait, who
 * acts, what they do), and each command takes its details from the same numbers.
 */
export function playRandomLife(
  numbers: readonly number[],
  opening: Partial<OpenTicket> = {},
  given: Partial<DecisionContext> = {},
): Story {
  const story = new Story(noon, given);
  story.give(openingMail(noon, opening), { kind: 'contact', id: contactId });
  for (let index = 0; index + 2 < numbers.length; index += 3) {
    const pick = chance(numbers.slice(index, index + 3));
    story.advanceTo(plusMs(story.now, at(waits, pick)));
    const { command, actor } = orderOf(story, pick, index);
    story.give(command, actor);
  }
  return story;
}

/** Draws from a few numbers as often as one likes; each draw depends on all that came before. */
function chance(numbers: readonly number[]): Pick {
  let state = numbers.reduce((sum, number) => Math.imul(sum ^ number, 0x9e3779b1) >>> 0, 17);
  return (count) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x3c6ef372) >>> 0;
    return state % count;
  };
}

function at<T>(items: readonly T[], pick: Pick): T {
  const item = items[pick(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function orderOf(story: Story, pick: Pick, index: number): Order {
  const actor = agentActor(at(workers, pick));
  switch (pick(8)) {
    case 0:
    case 1:
      return talk(story, { pick, index, actor });
    case 2:
    case 3:
    case 4:
      return climb(story, pick, actor);
    case 5:
      return { command: fieldChange(story, pick), actor };
    case 6:
      return { command: stateChange(story, pick), actor };
    default:
      return machine(story, pick, index);
  }
}

type Voice = { readonly pick: Pick; readonly index: number; readonly actor: Actor };

function talk(story: Story, { pick, index, actor }: Voice): Order {
  const number = 10 + (index % 200);
  switch (pick(8)) {
    case 0: {
      const command = {
        type: 'receiveMessage',
        messageId: messageId(number),
        contactId,
        channelKind: 'email',
        receivedAt: plusMs(story.now, -pick(3) * minuteMs),
        isAutomatic: pick(6) === 0,
        signs: pick(3) === 0 ? angry : [],
      } as const;
      return { command, actor: { kind: 'contact', id: contactId } };
    }
    case 1:
    case 2: {
      const nextState = pick(2) === 0 ? null : at(ticketStates, pick);
      const command = {
        type: 'sendReply',
        messageId: messageId(number),
        nextState,
        pauseReason: null,
        pausedUntil: null,
      } as const;
      return { command, actor };
    }
    case 3: {
      const last = story.state.ticket.recallable;
      const command = {
        type: 'recallReply',
        messageId: last?.messageId ?? messageId(number),
      } as const;
      return { command, actor: last === null ? actor : agentActor(last.agentId) };
    }
    case 4: {
      const command = {
        type: 'logCall',
        messageId: messageId(number),
        isAnswered: pick(2) === 0,
        nextState: pick(3) === 0 ? at(ticketStates, pick) : null,
      } as const;
      return { command, actor };
    }
    case 5:
      return { command: onClock(story, pick), actor };
    case 6: {
      const failed = story.recorded.findLast(({ event }) => event.type === 'message.failed');
      if (failed?.event.type === 'message.failed' && failed.event.without !== undefined) {
        return { command: { type: 'sendAgain', messageId: failed.event.messageId }, actor };
      }
      return note(number, pick, actor);
    }
    default:
      return note(number, pick, actor);
  }
}

function note(number: number, pick: Pick, actor: Actor): Order {
  const command = {
    type: 'addNote',
    messageId: messageId(number),
    mentionedAgentIds: [at(workers, pick)],
    mentionedTeamIds: pick(3) === 0 ? [teams.care] : [],
  } as const;
  return { command, actor };
}

function onClock(story: Story, pick: Pick): TicketCommand {
  const clockId =
    story.state.clocks[pick(story.state.clocks.length + 1)]?.id ?? ('none' as ClockId);
  const reason = 'Said in the simulation';
  if (pick(3) === 0) return { type: 'clearDeadline', clockId, reason };
  const deadline = plusMs(story.now, at(waits, pick));
  return { type: 'setDeadline', clockId, deadline, reason, movesWithPauses: pick(2) === 0 };
}

function climb(story: Story, pick: Pick, actor: Actor): Order {
  const escalation = story.state.escalations.at(-1);
  const hop = escalation?.hops.at(-1);
  if (escalation === undefined || hop === undefined || escalation.state === 'closed') {
    return { command: escalate(pick), actor };
  }
  const hopId = hop.id;
  const words = 'Said in the simulation';
  const commands: readonly TicketCommand[] = [
    { type: 'escalation', command: { type: 'acknowledge', hopId } },
    { type: 'escalation', command: { type: 'acknowledge', hopId } },
    { type: 'escalation', command: { type: 'unacknowledge', hopId, words } },
    { type: 'escalation', command: { type: 'decline', hopId, reason: words } },
    { type: 'escalation', command: { type: 'handBack', hopId, answer: words } },
    { type: 'escalation', command: { type: 'solveHop', hopId, answer: words } },
    {
      type: 'escalation',
      command: { type: 'passOn', hopId, target: at(targets, pick), words },
    },
    {
      type: 'escalation',
      command: {
        type: 'closeEscalation',
        escalationId: escalation.id,
        cause: at(causeCodes, pick),
        lesson: words,
      },
    },
    { type: 'escalation', command: { type: 'customerRequests', words } },
    escalate(pick),
  ];
  const holder = hop.state === 'acknowledged' ? agentActor(hop.acknowledgedBy) : actor;
  return { command: at(commands, pick), actor: pick(2) === 0 ? holder : actor };
}

function escalate(pick: Pick): TicketCommand {
  return {
    type: 'escalation',
    command: {
      type: 'escalate',
      reason: at(reasonCodes, pick),
      requestedBy: 'agent',
      target: pick(2) === 0 ? null : at(targets, pick),
      keepOwner: pick(2) === 0,
      brief: { wants: 'A refund', tried: 'Looked it up', needed: 'Approval', neededBy: null },
    },
  };
}

function fieldChange(story: Story, pick: Pick): TicketCommand {
  const commands: readonly TicketCommand[] = [
    { type: 'changePriority', to: at(priorities, pick) },
    { type: 'assign', ownerId: pick(3) === 0 ? null : at(workers, pick) },
    { type: 'assign', teamId: at([teams.care, teams.billing, null], pick) },
    { type: 'changeTags', add: ['vip'], remove: ['late'] },
    { type: 'changeTags', add: ['late'], remove: ['vip'] },
    { type: 'changeIssueType', to: at(['billing', 'outage', null], pick) },
    { type: 'changeLanguage', to: at(['vi', 'zh-Hant', 'klingon!'], pick) },
    { type: 'markSpam', isSpam: !story.state.ticket.isSpam && pick(4) === 0 },
    { type: 'correctConflict', signs: pick(2) === 0 ? [] : ['argues'] },
  ];
  return at(commands, pick);
}

function stateChange(story: Story, pick: Pick): TicketCommand {
  if (pick(4) === 0) return { type: 'snooze', until: plusMs(story.now, at(waits, pick)) };
  const to = at(ticketStates, pick);
  const isLimited = (to === 'pending' || to === 'on_hold') && pick(2) === 0;
  return {
    type: 'changeState',
    to,
    reason: null,
    pausedUntil: isLimited ? plusMs(story.now, at(waits, pick)) : null,
  };
}

/** What comes from no person: bounces, automatic messages, and timers out of their time. */
function machine(story: Story, pick: Pick, index: number): Order {
  const clockId = story.state.clocks.at(-1)?.id;
  const lost = sentAt(story, pick) ?? messageId(10 + index);
  const commands: readonly TicketCommand[] = [
    {
      type: 'deliveryFailed',
      messageId: lost,
      reason: 'bounced',
      detail: 'no such mailbox',
      conversation: story.conversationWith(lost),
    },
    { type: 'sendAutomatic', messageId: messageId(10 + index), template: 'escalation_waiting' },
    { type: 'giveFeedback', surveyId: 'survey', score: 1 + pick(5), hasComment: false },
    { type: 'wake' },
    { type: 'endPause' },
    { type: 'autoClose' },
    ...(clockId === undefined ? [] : [{ type: 'reachMark', clockId } as const]),
  ];
  return { command: at(commands, pick), actor: { kind: 'system' } };
}

/** One of the messages that have left, of people and of Belay itself. */
function sentAt(story: Story, pick: Pick): MessageId | null {
  const sent = story.recorded.flatMap(({ event }) =>
    event.type === 'message.sent' ? [event.messageId] : [],
  );
  return sent.length === 0 ? null : at(sent, pick);
}
