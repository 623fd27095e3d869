import type {
  CalendarVersionId,
  ClockId,
  MessageId,
  PolicyVersionId,
  TicketId,
} from '#domain/kernel/id.ts';
import { type Instant, instantFromIso, toIso } from '#domain/kernel/instant.ts';
import { Story } from '#domain/simulation/story.ts';
import {
  agentActor,
  contactId,
  contextAt,
  messageId,
  openingMail,
  people,
} from '#domain/simulation/world.ts';
import type { Calendar, OpenInterval } from '#domain/sla/calendar.ts';
import type { Clock, Metric } from '#domain/sla/clock.ts';
import { defaultCustomerPolicy, defaultHopPolicy, noHours } from '#domain/sla/defaults.ts';
import type { ClockEvent } from '#domain/sla/event.ts';
import { evolveClocks, isClockEvent } from '#domain/sla/evolve.ts';
import type { Mark, PolicyVersion, TargetsByPriority } from '#domain/sla/policy.ts';
import type { OpenTicket, TicketCommand } from '#domain/ticket/command.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import type { Actor } from '#domain/ticket/event.ts';
import type { Priority, TicketState } from '#domain/ticket/ticket.ts';

/*
 * A desk for tests of clocks: calendars, policies and tickets in few words. Moments are written
 * in UTC; the usual calendar is Monday to Friday 09:00–17:00 in UTC, so that sums can be done in
 * the head. 2026-03-02 is a Monday.
 */

export const at = (iso: string): Instant => instantFromIso(iso);

/** `09:30` on a day of the week of Monday 2026-03-02; days beyond it count on. */
export function on(day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', time: string) {
  const index = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day);
  return at(`2026-03-0${2 + index}T${time}:00Z`);
}

export const text = (moment: Instant | null): string | null =>
  moment === null ? null : toIso(moment).replace('.000Z', 'Z');

export const hours = (...pairs: readonly string[]): OpenInterval[] =>
  pairs.map((pair) => {
    const [opens = '', closes = ''] = pair.split('-');
    return { opens, closes };
  });

export const calendarId = 'office' as CalendarVersionId;

/** A calendar with the same hours from Monday to Friday, in UTC unless told otherwise. */
export function calendar(changes: Partial<Calendar> = {}, daily = hours('09:00-17:00')): Calendar {
  return {
    id: calendarId,
    name: 'Office',
    timeZone: 'UTC',
    is24x7: false,
    weekly: { ...noHours, mon: daily, tue: daily, wed: daily, thu: daily, fri: daily },
    holidays: [],
    extraWorkingDays: [],
    specialHours: [],
    holidayCut: 'local_date',
    ...changes,
  };
}

export const minutes = (count: number): TargetsByPriority => ({
  low: { unit: 'minutes', minutes: count },
  normal: { unit: 'minutes', minutes: count },
  high: { unit: 'minutes', minutes: count / 2 },
  urgent: { unit: 'minutes', minutes: count / 4 },
});

/** First answer 2 h, next 4 h, resolution 16 h, update 8 h, by the office calendar. */
export function policy(changes: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    ...defaultCustomerPolicy('policy-1' as PolicyVersionId, 'standard', calendarId),
    targets: {
      first_response: minutes(120),
      next_response: minutes(240),
      resolution: minutes(960),
      update: minutes(480),
    },
    force24x7For: [],
    ...changes,
  };
}

export function hopPolicy(changes: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    ...defaultHopPolicy('hop-policy-1' as PolicyVersionId, 'hops'),
    force24x7For: [],
    ...changes,
  };
}

export function mark(id: string, percent: number, changes: Partial<Mark> = {}): Mark {
  return {
    id,
    metrics: ['first_response', 'next_response', 'resolution', 'update', 'acknowledge', 'handle'],
    at: { unit: 'percent', percent, time: null },
    actions: [{ type: 'notify', whom: [{ kind: 'manager' }] }],
    rearmBelowPercent: null,
    ...changes,
  };
}

export const hoa: Actor = agentActor(people.hoa);
export const contact: Actor = { kind: 'contact', id: contactId };

/** A story whose clocks do not climb: what a breach leads to is tested elsewhere. */
export class Desk extends Story {
  #messages = 1;
  #lastReply = 0;

  open(given: Partial<OpenTicket> = {}, actor: Actor = contact): this {
    this.give(openingMail(this.now, given), actor);
    return this;
  }

  to(moment: Instant): this {
    this.advanceTo(moment);
    return this;
  }

  reply(nextState: TicketState | null = null, actor: Actor = hoa): this {
    this.#lastReply = this.#next();
    return this.do(
      {
        type: 'sendReply',
        messageId: messageId(this.#lastReply),
        nextState,
        pauseReason: null,
        pausedUntil: null,
      },
      actor,
    );
  }

  /** The reply comes back, the newest one unless another is named. */
  bounce(number = this.#lastReply): this {
    return this.do({
      type: 'deliveryFailed',
      messageId: messageId(number),
      reason: 'bounced',
      detail: 'no such mailbox',
      conversation: this.conversationWith(messageId(number)),
    });
  }

  sendAgain(number = this.#lastReply): this {
    return this.do({ type: 'sendAgain', messageId: messageId(number) }, hoa);
  }

  /** The number of the newest reply, by which `bounce` and `sendAgain` name it. */
  get lastReply(): number {
    return this.#lastReply;
  }

  recall(): this {
    return this.do({ type: 'recallReply', messageId: messageId(this.#lastReply) }, hoa);
  }

  automatic(): this {
    return this.do({
      type: 'sendAutomatic',
      messageId: messageId(this.#next()),
      template: 'received_receipt',
    });
  }

  writes(given: { receivedAt?: Instant; isAutomatic?: boolean } = {}): this {
    return this.do(
      {
        type: 'receiveMessage',
        messageId: messageId(this.#next()),
        contactId,
        channelKind: 'email',
        receivedAt: this.now,
        isAutomatic: false,
        signs: [],
        ...given,
      },
      contact,
    );
  }

  become(to: TicketState, pausedUntil: Instant | null = null): this {
    return this.do({ type: 'changeState', to, reason: null, pausedUntil }, hoa);
  }

  priority(to: Priority): this {
    return this.do({ type: 'changePriority', to }, hoa);
  }

  /** Gives the command and insists that it is not refused. */
  do(command: TicketCommand, actor: Actor = { kind: 'system' }): this {
    const { refusal } = this.give(command, actor);
    if (refusal !== null) throw new Error(`${command.type} was refused: ${refusal.reason}`);
    return this;
  }

  /** The newest cycle of a metric. */
  clock(metric: Metric): Clock {
    const found = this.state.clocks.findLast((clock) => clock.metric === metric);
    if (found === undefined) throw new Error(`no ${metric} clock`);
    return found;
  }

  cycles(metric: Metric): readonly Clock[] {
    return this.state.clocks.filter((clock) => clock.metric === metric);
  }

  has(metric: Metric): boolean {
    return this.cycles(metric).length > 0;
  }

  get clockEvents(): readonly ClockEvent[] {
    return this.recorded.flatMap(({ event }) => (isClockEvent(event) ? [event] : []));
  }

  eventsOf<Type extends ClockEvent['type']>(type: Type) {
    return this.clockEvents.filter(
      (event): event is Extract<ClockEvent, { type: Type }> => event.type === type,
    );
  }

  get folded(): readonly Clock[] {
    return this.recorded.reduce<readonly Clock[]>(evolveClocks, []);
  }

  nextMessageId(): MessageId {
    return messageId(this.#next());
  }

  #next(): number {
    this.#messages += 1;
    return this.#messages;
  }
}

/** A desk at Monday 09:00 with the office calendar and the given policies. */
export function deskAt(begin: Instant, given: Partial<DecisionContext> = {}): Desk {
  return new Desk(begin, deskContext(given));
}

export function deskContext(given: Partial<DecisionContext> = {}): Partial<DecisionContext> {
  const world = contextAt(on('mon', '09:00'));
  const office = calendar();
  return {
    policies: [policy(), hopPolicy()],
    calendars: new Map([...world.calendars, [office.id, office]]),
    ...given,
  };
}

/** A running clock of four hours on the office calendar, for what needs no ticket. */
export function clock(changes: Partial<Clock> = {}): Clock {
  return {
    id: 'clock-1' as ClockId,
    metric: 'resolution',
    subject: { kind: 'ticket', ticketId: 'ticket-1' as TicketId },
    cycle: 1,
    target: { unit: 'minutes', minutes: 240 },
    policyVersionId: 'policy-1' as PolicyVersionId,
    calendarVersionId: calendarId,
    unionCalendarVersionIds: [],
    earlierCalendars: [],
    startedAt: on('mon', '09:00'),
    pauses: [],
    status: 'running',
    dueAt: on('mon', '13:00'),
    manualDue: null,
    fulfilledAt: null,
    fulfilledBy: null,
    breachedAt: null,
    detectedAt: null,
    endedAt: null,
    cancelReason: null,
    firedMarkIds: [],
    ...changes,
  };
}

/** The desk with an escalation begun by hand. */
export function escalateOn(desk: Desk): Desk {
  return desk.do(
    {
      type: 'escalation',
      command: {
        type: 'escalate',
        reason: 'needs_expertise',
        requestedBy: 'agent',
        brief: { wants: 'A refund', tried: 'Looked it up', needed: 'Approval', neededBy: null },
      },
    },
    hoa,
  );
}

/** Policies with a mark at the half, a warning that may fire again, and the breach. */
export function threeMarks(changes: Partial<PolicyVersion> = {}): Partial<DecisionContext> {
  const marks = [
    mark('half', 50),
    mark('warn', 80, { rearmBelowPercent: 60 }),
    mark('breach', 100),
  ];
  return deskContext({ policies: [policy({ marks, ...changes }), hopPolicy()] });
}

/** What a decision of Hoa's reads now; the ids it makes are `later-1`, `later-2` … */
export function decidedAt(desk: Desk, given: Partial<DecisionContext>): DecisionContext {
  let count = 0;
  const newId = () => {
    count += 1;
    return `later-${count}`;
  };
  return { ...contextAt(desk.now, given), newId, actor: hoa };
}

/** The desk's clocks after events of Hoa's. */
export function clocksAfter(desk: Desk, events: readonly ClockEvent[]): readonly Clock[] {
  return events.reduce<readonly Clock[]>(
    (clocks, event) => evolveClocks(clocks, { event, at: desk.now, actor: hoa, cause: null }),
    desk.state.clocks,
  );
}
