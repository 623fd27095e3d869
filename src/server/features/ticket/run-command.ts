import type { EscalationRefusal } from '#domain/escalation/command.ts';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import type { CustomerFacts, DecisionContext } from '#domain/ticket/context.ts';
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
import { loadCustomer, type LoadedTicket, lockTickets } from './load-aggregate.ts';
import { saveAggregates } from './save-aggregate.ts';
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
  const { workspaceId, ticketId } = request;
  const [result] = await runCommands(core, tx, { workspaceId, requests: [request] });
  return result ?? refuse('not_found', { ticketId });
}

/**
 * Runs a command on each of many tickets of one workspace, no ticket twice, and answers each in the
 * order asked. It takes as many statements as one command does: what falls due together is done
 * together, some sixty at a time.
 */
export async function runCommands(
  core: WriteCore,
  tx: Tx,
  batch: { readonly workspaceId: WorkspaceId; readonly requests: readonly CommandRequest[] },
): Promise<readonly Result<CommandOutcome, CommandRefusal>[]> {
  const { workspaceId, requests } = batch;
  const loaded = await lockTickets(
    tx,
    workspaceId,
    requests.filter(({ command }) => command.type !== 'openTicket').map(({ ticketId }) => ticketId),
  );
  const decided: Result<Decided, CommandRefusal>[] = [];
  for (const request of requests) {
    decided.push(await decide(core, tx, { request, loaded: loaded.get(request.ticketId) }));
  }
  const happened = decided.flatMap((each) =>
    each.ok && each.value.outcome.recorded.length > 0 ? [each.value] : [],
  );
  const changes = await withLetters(core, tx, { workspaceId, decided: happened });
  if (changes.length > 0) await commitChanges(core, tx, { workspaceId, changes });
  const outcomes = new Map(changes.map((change) => [change.decided, change.outcome]));
  return decided.map((each) =>
    each.ok ? accept(outcomes.get(each.value) ?? each.value.outcome) : each,
  );
}

type Decided = {
  readonly before: TicketAggregate | null;
  readonly context: DecisionContext;
  readonly outcome: CommandOutcome;
  readonly effects: readonly Effect[];
};

type Change = {
  readonly decided: Decided;
  readonly outcome: CommandOutcome;
  readonly letters: readonly AutomaticLetter[];
};

async function decide(
  core: WriteCore,
  tx: Tx,
  part: { readonly request: CommandRequest; readonly loaded: LoadedTicket | undefined },
): Promise<Result<Decided, CommandRefusal>> {
  const { workspaceId, command, actor, cause, expectedVersion } = part.request;
  const before = part.loaded?.aggregate ?? null;
  if (command.type !== 'openTicket' && before === null) return refuse('not_found');
  const version = before?.ticket.version ?? 0;
  if (expectedVersion != null && expectedVersion !== version) {
    return refuse('version_mismatch', { version });
  }
  const contactId = command.type === 'openTicket' ? command.contactId : '';
  const context = await contextWith(core, tx, {
    request: { workspaceId, actor, cause: cause ?? null },
    customer: part.loaded?.customer ?? (await loadCustomer(tx, workspaceId, contactId)),
  });
  const unfolded = unfold(before, command, context);
  if (!unfolded.ok) return unfolded;
  const { aggregate: after, recorded } = unfolded.value;
  const effects = effectsOf(recorded, { before, after, context });
  core.noteOwner(workspaceId, { before, after });
  return accept({ before, context, effects, outcome: unfolded.value });
}

async function commitChanges(
  core: WriteCore,
  tx: Tx,
  part: { readonly workspaceId: WorkspaceId; readonly changes: readonly Change[] },
): Promise<void> {
  const { workspaceId, changes } = part;
  await saveAggregates(
    tx,
    workspaceId,
    changes.map(({ decided, outcome }) => ({ before: decided.before, after: outcome.aggregate })),
  );
  await appendEvents(
    tx,
    workspaceId,
    changes.map(({ outcome: { aggregate, recorded } }) => ({
      ticketId: aggregate.ticket.id,
      recorded,
    })),
  );
  await syncTimers(
    tx,
    workspaceId,
    changes.map(({ outcome: { aggregate }, decided }) => ({
      ticketId: aggregate.ticket.id,
      planned: dueThings(aggregate, decided.context),
    })),
  );
  const written = changes.map(({ outcome, letters, decided }) => ({
    workspaceId,
    ...outcome,
    effects: decided.effects,
    letters,
    now: decided.context.now,
  }));
  for (const listen of core.listeners) await listen(tx, written);
}

/** Words the updates to customers that the changes call for, all at once, and adds them. */
async function withLetters(
  core: WriteCore,
  tx: Tx,
  part: { readonly workspaceId: WorkspaceId; readonly decided: readonly Decided[] },
): Promise<readonly Change[]> {
  const { workspaceId, decided } = part;
  const updates = decided.map(({ effects }) =>
    effects.filter((effect) => effect.kind === 'customer_update'),
  );
  const now = core.clock.now();
  const words = await core.wordLetters(tx, { workspaceId, updates: updates.flat(), now });
  let next = 0;
  return decided.map((each, index) => {
    const letters = (updates[index] ?? []).flatMap((update): AutomaticLetter[] => {
      const said = words[next++];
      return said == null ? [] : [{ ...said, messageId: newId<MessageId>(), update }];
    });
    return { decided: each, ...withAutomaticMessages(each, letters) };
  });
}

/**
 * An update to the customer is itself something that happens to the ticket: it is decided on top
 * of what called for it, so that both are saved once and the `update` clock hears of it. One that
 * is held has not happened: the customer knows nothing of it.
 */
function withAutomaticMessages(
  { outcome, context }: Decided,
  worded: readonly AutomaticLetter[],
): { outcome: CommandOutcome; letters: readonly AutomaticLetter[] } {
  const letters: AutomaticLetter[] = [];
  let { aggregate, recorded } = outcome;
  for (const letter of worded) {
    const { messageId, update } = letter;
    const sent = unfold(
      aggregate,
      { type: 'sendAutomatic', messageId, template: update.template },
      { ...context, actor: { kind: 'system' } },
    );
    // Refused when the ticket takes no automatic message any more: it is spam.
    if (!sent.ok) continue;
    letters.push(letter);
    if (letter.isHeld) continue;
    // The whole transaction is one change, and so one version.
    const { version } = outcome.aggregate.ticket;
    aggregate = { ...sent.value.aggregate, ticket: { ...sent.value.aggregate.ticket, version } };
    recorded = [...recorded, ...sent.value.recorded];
  }
  return { outcome: { aggregate, recorded }, letters };
}

/** Gathers all that a decision about somebody's ticket may read, as of now. */
export async function contextOf(
  core: WriteCore,
  tx: Tx,
  part: {
    readonly request: Pick<CommandRequest, 'workspaceId' | 'actor' | 'cause'>;
    readonly contactId: string;
  },
): Promise<DecisionContext> {
  const { request, contactId } = part;
  const customer = await loadCustomer(tx, request.workspaceId, contactId);
  return contextWith(core, tx, { request, customer });
}

async function contextWith(
  core: WriteCore,
  tx: Tx,
  part: {
    readonly request: Pick<CommandRequest, 'workspaceId' | 'actor' | 'cause'>;
    readonly customer: CustomerFacts;
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
    customer: part.customer,
    ...declared,
  };
}
