import type { EscalationRefusal } from '#domain/escalation/command.ts';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import type { Effect } from '#domain/ticket/effect.ts';
import { effectsOf } from '#domain/ticket/effects.ts';
import type { Actor, Cause, Recorded } from '#domain/ticket/event.ts';
import type { TicketRefusal } from '#domain/ticket/refusal.ts';
import { dueThings } from '#domain/ticket/timers.ts';
import { unfold } from '#domain/ticket/unfold.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { newId } from '#server/platform/ids.ts';
import { syncTimers } from '#server/platform/timekeeper.ts';
import { appendEvents } from './append-events.ts';
import type { AutomaticLetter } from './change-listener.ts';
import { lockAggregate } from './load-aggregate.ts';
import { loadCustomer } from './load-context.ts';
import { saveAggregate } from './save-aggregate.ts';
import type { WriteCore } from './write-core.ts';

/*
 * The one write path (docs/decisions/0001). Whatever happens to a ticket, its clocks or its
 * escalations happens here: lock → load → decide → save → append events → set timers → post
 * effects, all in the caller's transaction. Nothing else writes those tables.
 */

export type CommandRequest = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  readonly command: TicketCommand;
  readonly actor: Actor;
  readonly cause?: Cause | null;
  /** The version that the caller read; a newer one refuses with `version_mismatch`. */
  readonly expectedVersion?: number | null;
};

export type CommandOutcome = {
  readonly aggregate: TicketAggregate;
  /** Empty when the command changed nothing. */
  readonly recorded: readonly Recorded[];
};

export type CommandRefusal = TicketRefusal | EscalationRefusal | 'not_found' | 'version_mismatch';

/**
 * Runs one command on one ticket. A refusal has written nothing, so that the caller may answer it
 * and commit or roll back as it likes. `openTicket` is the one command without a ticket before it.
 */
export async function runCommand(
  core: WriteCore,
  tx: Tx,
  request: CommandRequest,
): Promise<Result<CommandOutcome, CommandRefusal>> {
  const { workspaceId, ticketId, command } = request;
  const isNew = command.type === 'openTicket';
  const before = isNew ? null : await lockAggregate(tx, workspaceId, ticketId);
  if (!isNew && before === null) return refuse('not_found');
  const version = before?.ticket.version ?? 0;
  if (request.expectedVersion != null && request.expectedVersion !== version) {
    return refuse('version_mismatch', { version });
  }
  const context = await contextOf(core, tx, {
    request,
    contactId: command.type === 'openTicket' ? command.contactId : (before?.ticket.contactId ?? ''),
  });
  const unfolded = unfold(before, command, context);
  if (!unfolded.ok) return unfolded;
  if (unfolded.value.recorded.length === 0) return accept(unfolded.value);
  return accept(await commitChange(core, tx, { request, before, context, change: unfolded.value }));
}

type Change = {
  readonly request: CommandRequest;
  readonly before: TicketAggregate | null;
  readonly context: DecisionContext;
  readonly change: CommandOutcome;
};

async function commitChange(core: WriteCore, tx: Tx, part: Change): Promise<CommandOutcome> {
  const { before, context } = part;
  const { workspaceId, ticketId } = part.request;
  const effects = effectsOf(part.change.recorded, {
    before,
    after: part.change.aggregate,
    context,
  });
  const { outcome, letters } = withAutomaticMessages(part.change, effects, context);
  await saveAggregate(tx, workspaceId, { before, after: outcome.aggregate });
  await appendEvents(tx, { workspaceId, ticketId }, outcome.recorded);
  await syncTimers(tx, { workspaceId, ticketId }, dueThings(outcome.aggregate, context));
  const written = { workspaceId, ...outcome, effects, letters, now: context.now };
  for (const listen of core.listeners) await listen(tx, written);
  return outcome;
}

/**
 * An update to the customer is itself something that happens to the ticket: it is decided on top
 * of what called for it, so that both are saved once and the `update` clock hears of it.
 */
function withAutomaticMessages(
  change: CommandOutcome,
  effects: readonly Effect[],
  context: DecisionContext,
): { outcome: CommandOutcome; letters: readonly AutomaticLetter[] } {
  const letters: AutomaticLetter[] = [];
  let { aggregate, recorded } = change;
  for (const update of effects) {
    if (update.kind !== 'customer_update') continue;
    const messageId = newId<MessageId>();
    const sent = unfold(
      aggregate,
      { type: 'sendAutomatic', messageId, template: update.template },
      { ...context, actor: { kind: 'system' } },
    );
    // Refused when the ticket takes no automatic message any more, a closed one for instance.
    if (!sent.ok) continue;
    // The whole transaction is one change, and so one version.
    const { version } = change.aggregate.ticket;
    aggregate = { ...sent.value.aggregate, ticket: { ...sent.value.aggregate.ticket, version } };
    recorded = [...recorded, ...sent.value.recorded];
    letters.push({ messageId, update });
  }
  return { outcome: { aggregate, recorded }, letters };
}

/** Gathers all that a decision may read, as of now. */
export async function contextOf(
  core: WriteCore,
  tx: Tx,
  part: {
    readonly request: Pick<CommandRequest, 'workspaceId' | 'actor' | 'cause'>;
    readonly contactId: string;
  },
): Promise<DecisionContext> {
  const { workspaceId, actor, cause } = part.request;
  const { declared, directory } = await core.context(tx, workspaceId);
  return {
    now: core.clock.now(),
    newId,
    actor,
    cause: cause ?? null,
    directory,
    customer: await loadCustomer(tx, workspaceId, part.contactId),
    ...declared,
  };
}
