import type { TicketId } from '#domain/kernel/id.ts';
import { type TimerCall, timerKinds } from '#domain/ticket/timer.ts';
import { commandOfTimer } from '#domain/ticket/timers.ts';
import { newId } from '#server/platform/ids.ts';
import type { DueTimer, TimerHandler } from '#server/platform/timekeeper.ts';
import { type CommandRequest, runCommands } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

/** Turns what fell due on tickets into their commands. A refusal means that it is due no longer. */
export function ticketTimerHandlers(core: WriteCore): ReadonlyMap<string, TimerHandler> {
  const handler: TimerHandler = async (tx, { workspaceId, timers }) => {
    await runCommands(core, tx, { workspaceId, requests: timers.map(requestOf) });
  };
  return new Map(timerKinds.map((kind) => [kind, handler]));
}

function requestOf(timer: DueTimer): CommandRequest {
  if (timer.ticketId === null) throw new Error(`timer ${timer.key} names no ticket`);
  // The row was written by the write path from the same type.
  const call = { kind: timer.kind, payload: timer.payload } as unknown as TimerCall;
  return {
    workspaceId: timer.workspaceId,
    ticketId: timer.ticketId as TicketId,
    command: commandOfTimer(call, newId),
    actor: { kind: 'system' },
    cause: { dueAt: timer.dueAt },
  };
}
