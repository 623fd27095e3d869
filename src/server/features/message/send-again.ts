import { sql } from 'kysely';
import type { MessageId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import {
  type CommandOutcome,
  runCommand,
  sendAgainAddress,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { post } from '#server/platform/outbox.ts';
import type { Author, MessageRefusal } from './outgoing.ts';

type SendAgain = Author & { readonly messageId: MessageId };

/**
 * Sends a reply once more whose delivery failed, and counts it from now. It leaves by a row of its
 * own, from whose id its Message-ID derives as ever: what the first row had tried is over, so that
 * the two never go out side by side. Refuses with `message_not_failed` whatever waits, has arrived
 * or is no reply, and so the second of two clicks.
 */
export async function sendAgain(
  core: WriteCore,
  request: SendAgain,
): Promise<Result<CommandOutcome & { readonly to: string }, MessageRefusal>> {
  const { workspaceId, ticketId, agentId, messageId } = request;
  return core.attempt<CommandOutcome & { readonly to: string }, MessageRefusal>(async (tx) => {
    const outcome = await runCommand(core, tx, {
      workspaceId,
      ticketId,
      command: { type: 'sendAgain', messageId },
      actor: { kind: 'agent', id: agentId },
    });
    if (!outcome.ok) return outcome;
    // Read under the ticket's lock, which whoever marks the message as failed takes as well.
    const to = await addressFor(tx, request);
    if (to === null) return refuse('message_not_failed');
    const now = outcome.value.recorded[0]?.at ?? core.clock.now();
    await sql`
      update message
      set
        delivery = 'queued',
        delivery_problem = null,
        delivery_error = null,
        sent_at = null,
        resent_at = ${at(now)}
      where workspace_id = ${workspaceId}
        and id = ${messageId}
    `.execute(tx);
    await post(tx, {
      workspaceId,
      kind: 'message.email',
      orderKey: `ticket:${ticketId}`,
      ticketId,
      messageId,
      payload: { to },
      notBefore: now,
      createdAt: now,
    });
    return accept({ ...outcome.value, to });
  });
}

async function addressFor(tx: Tx, request: SendAgain): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`
    select again.value
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    join lateral (${sendAgainAddress}) again on true
    where m.workspace_id = ${request.workspaceId}
      and m.ticket_id = ${request.ticketId}
      and m.id = ${request.messageId}
  `.execute(tx);
  return rows[0]?.value ?? null;
}
