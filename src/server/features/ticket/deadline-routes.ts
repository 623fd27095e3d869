import { clearClockDeadline, setClockDeadline } from '#contract/clock.ts';
import type { ClockId, TicketId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { acceptedOrThrow } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { type Changed, presentChange } from './present-change.ts';
import { runCommand } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

const errors = [
  'not_found',
  'ticket_merged',
  'clock_not_found',
  'clock_ended',
  'clock_breached',
  'reason_required',
] as const;

/** A clock's deadline set by hand, and taken away again (C17). */
export function deadlineRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...setClockDeadline,
      errors: [...errors, 'clock_paused', 'deadline_not_ahead'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.deadline');
        return act(core, actor, params.ticketId, {
          type: 'setDeadline',
          clockId: params.clockId as ClockId,
          deadline: instantFromIso(body.deadline),
          reason: body.reason,
          movesWithPauses: body.movesWithPauses,
        });
      },
    }),
    route({
      ...clearClockDeadline,
      errors: [...errors, 'deadline_not_by_hand'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.deadline');
        return act(core, actor, params.ticketId, {
          type: 'clearDeadline',
          clockId: params.clockId as ClockId,
          reason: body.reason,
        });
      },
    }),
  ];
}

async function act(
  core: WriteCore,
  actor: StaffActor,
  ticketId: string,
  command: TicketCommand,
): Promise<Changed> {
  const done = await core.attempt((tx) =>
    runCommand(core, tx, {
      workspaceId: actor.workspaceId,
      ticketId: ticketId as TicketId,
      command,
      actor: { kind: 'agent', id: actor.agentId },
    }),
  );
  return presentChange(core, actor, acceptedOrThrow(done).aggregate, null);
}
