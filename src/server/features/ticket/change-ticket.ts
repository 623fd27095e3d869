import type { z } from 'zod';
import type { updateTicket } from '#contract/ticket.ts';
import type { AgentId, TeamId, TicketId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { readAggregate } from './load-aggregate.ts';
import { type CommandOutcome, type CommandRefusal, runCommand } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

export type Changes = z.output<typeof updateTicket.schema.body>;

/**
 * Changes any of a ticket's fields at once: all of them or, when one is refused, none. The version
 * is checked before the first.
 */
export async function changeTicket(
  core: WriteCore,
  actor: StaffActor,
  part: { readonly ticketId: TicketId; readonly changes: Changes },
): Promise<Result<CommandOutcome, CommandRefusal>> {
  const { ticketId, changes } = part;
  return core.attempt(async (tx) => {
    const current = await readAggregate(tx, actor.workspaceId, ticketId);
    let expectedVersion = changes.version ?? null;
    let outcome: CommandOutcome | null =
      current === null ? null : { aggregate: current, recorded: [] };
    for (const command of commandsOf(changes, current?.ticket.tags ?? [])) {
      const done = await runCommand(core, tx, {
        workspaceId: actor.workspaceId,
        ticketId,
        command,
        actor: { kind: 'agent', id: actor.agentId },
        expectedVersion,
      });
      if (!done.ok) return done;
      expectedVersion = null;
      outcome = done.value;
    }
    if (outcome === null) return { ok: false, reason: 'not_found' };
    return accept(outcome);
  });
}

/** One command for each field that is named, in the order in which people would make them. */
function commandsOf(changes: Changes, tags: readonly string[]): readonly TicketCommand[] {
  const commands: TicketCommand[] = [];
  if (changes.isSpam !== undefined) commands.push({ type: 'markSpam', isSpam: changes.isSpam });
  if (changes.subject !== undefined) commands.push({ type: 'changeSubject', to: changes.subject });
  if (changes.issueType !== undefined) {
    commands.push({ type: 'changeIssueType', to: changes.issueType });
  }
  if (changes.language !== undefined) {
    commands.push({ type: 'changeLanguage', to: changes.language });
  }
  if (changes.tags !== undefined) {
    const wanted = changes.tags;
    commands.push({
      type: 'changeTags',
      add: wanted.filter((tag) => !tags.includes(tag)),
      remove: tags.filter((tag) => !wanted.includes(tag)),
    });
  }
  if (changes.priority !== undefined) {
    commands.push({ type: 'changePriority', to: changes.priority });
  }
  if (changes.ownerId !== undefined || changes.teamId !== undefined) {
    commands.push({
      type: 'assign',
      ...(changes.ownerId === undefined ? {} : { ownerId: changes.ownerId as AgentId | null }),
      ...(changes.teamId === undefined ? {} : { teamId: changes.teamId as TeamId | null }),
    });
  }
  if (changes.state !== undefined) {
    commands.push({
      type: 'changeState',
      to: changes.state,
      reason: changes.pauseReason ?? null,
      pausedUntil: changes.pausedUntil === undefined ? null : instantFromIso(changes.pausedUntil),
    });
  }
  if (changes.snoozedUntil === null) commands.push({ type: 'wake' });
  else if (changes.snoozedUntil !== undefined) {
    commands.push({ type: 'snooze', until: instantFromIso(changes.snoozedUntil) });
  }
  return commands;
}
