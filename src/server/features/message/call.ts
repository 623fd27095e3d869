import type { MessageId } from '#domain/kernel/id.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import type { TicketState } from '#domain/ticket/ticket.ts';
import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import { newId } from '#server/platform/ids.ts';
import { insertMessage } from './insert-message.ts';
import { type Author, type MessageRefusal, outgoing, type Written } from './outgoing.ts';

export type Call = Author & {
  readonly text: string;
  readonly isAnswered: boolean;
  readonly nextState: TicketState | null;
};

/**
 * Writes down a call that an agent made. What was said is a note: the customer was there, and what
 * colleagues are told of it is not for them. That it took place is what counts (C1).
 */
export async function logCall(
  core: WriteCore,
  call: Call,
): Promise<Result<Written, MessageRefusal>> {
  return core.attempt<Written, MessageRefusal>(async (tx) => {
    const messageId = newId<MessageId>();
    const { isAnswered, nextState } = call;
    const outcome = await runCommand(core, tx, {
      workspaceId: call.workspaceId,
      ticketId: call.ticketId,
      command: { type: 'logCall', messageId, isAnswered, nextState },
      actor: { kind: 'agent', id: call.agentId },
    });
    if (!outcome.ok) return outcome;
    const now = outcome.value.recorded[0]?.at ?? core.clock.now();
    await insertMessage(tx, {
      ...outgoing(outcome.value.aggregate.ticket, { ...call, messageId, now }),
      kind: 'note',
      callOutcome: isAnswered ? 'answered' : 'unanswered',
      delivery: 'none',
    });
    return accept({ ...outcome.value, messageId, recallableUntil: null });
  });
}
