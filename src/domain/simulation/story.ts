import type { EscalationRefusal } from '../escalation/command.ts';
import type { MessageId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Refusal } from '../kernel/result.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { TicketCommand } from '../ticket/command.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Effect } from '../ticket/effect.ts';
import { effectsOf } from '../ticket/effects.ts';
import type { Actor, Recorded } from '../ticket/event.ts';
import type { TicketRefusal } from '../ticket/refusal.ts';
import type { Said } from '../ticket/talk.ts';
import type { Timer } from '../ticket/timer.ts';
import { commandOfTimer, dueThings } from '../ticket/timers.ts';
import { unfold } from '../ticket/unfold.ts';
import { conversationIn } from './conversation.ts';
import { contextAt, countingIds } from './world.ts';

/** One command as it went: what it led to, or why it was refused. */
export type Step = {
  readonly at: Instant;
  readonly command: TicketCommand;
  readonly actor: Actor;
  readonly before: TicketAggregate | null;
  readonly recorded: readonly Recorded[];
  readonly effects: readonly Effect[];
  readonly refusal: Refusal<TicketRefusal | EscalationRefusal> | null;
};

const system: Actor = { kind: 'system' };

/** More than any ticket's timers in a year; a timer that comes again and again is a bug. */
const firingCountMax = 5_000;

/**
 * The life of one ticket, played in memory: commands at moments, and between them the timers that
 * fall due, as the timekeeper would run them. Deterministic: the same calls give the same life.
 */
export class Story {
  readonly steps: Step[] = [];
  readonly #given: Partial<DecisionContext>;
  #state: TicketAggregate | null = null;
  #now: Instant;
  #firedKeys = new Set<string>();

  constructor(begin: Instant, given: Partial<DecisionContext> = {}) {
    this.#now = begin;
    this.#given = { newId: countingIds(), ...given };
  }

  get now(): Instant {
    return this.#now;
  }

  /** The ticket as it stands. Throws before it is opened. */
  get state(): TicketAggregate {
    if (this.#state === null) throw new Error('the story has no ticket yet');
    return this.#state;
  }

  get isOpened(): boolean {
    return this.#state !== null;
  }

  get recorded(): readonly Recorded[] {
    return this.steps.flatMap((step) => step.recorded);
  }

  /** What was said and arrived, and the message that is about to fail: what its failing reads. */
  conversationWith(messageId: MessageId): readonly Said[] {
    return conversationIn(this.recorded, messageId);
  }

  get timers(): readonly Timer[] {
    return dueThings(this.state, this.#context(system));
  }

  /** Gives a command now, and answers what became of it. */
  give(command: TicketCommand, actor: Actor = system): Step {
    const context = this.#context(actor);
    const before = this.#state;
    const unfolded = unfold(before, command, context);
    const step: Step = {
      at: this.#now,
      command,
      actor,
      before,
      recorded: unfolded.ok ? unfolded.value.recorded : [],
      effects: unfolded.ok
        ? effectsOf(unfolded.value.recorded, { before, after: unfolded.value.aggregate, context })
        : [],
      refusal: unfolded.ok ? null : unfolded,
    };
    if (unfolded.ok) this.#state = unfolded.value.aggregate;
    this.steps.push(step);
    return step;
  }

  /** Lets time pass. Every timer fires at its own moment, in order; a key never fires twice. */
  advanceTo(end: Instant): void {
    for (let count = 0; this.isOpened; count += 1) {
      const next = this.timers.find(({ dueAt }) => dueAt <= end);
      if (next === undefined) break;
      if (count > firingCountMax) throw new Error(`timers never end, the last is ${next.key}`);
      this.#fire(next);
    }
    if (end > this.#now) this.#now = end;
  }

  #fire(timer: Timer): void {
    if (this.#firedKeys.has(timer.key)) throw new Error(`${timer.key} falls due twice`);
    this.#firedKeys.add(timer.key);
    if (timer.dueAt > this.#now) this.#now = timer.dueAt;
    this.give(commandOfTimer(timer, this.#context(system).newId));
  }

  #context(actor: Actor): DecisionContext {
    return { ...contextAt(this.#now, this.#given), actor };
  }
}
