import { sql } from 'kysely';
import type { Ground } from '#server/belay.ts';
import { receiveMessage, type StoredFile } from '#server/features/message/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { VisitorActor } from '#server/platform/http/principal.ts';
import { externalIdOf } from './conversation.ts';
import { moveToTicket, readVisitor, type Visitor } from './visitor.ts';

export type Said = {
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
};

/** Given beside a message whose sender only says who they are; shown to the agent. */
const unprovedProblem = 'sender_unproved';

/**
 * Takes a visitor's message into their conversation, once however often it is sent, and answers its
 * id. The visitor's row is locked first, so that of two first messages only one opens a ticket.
 */
export async function sayAsVisitor(
  ground: Ground,
  actor: VisitorActor,
  said: Said,
): Promise<{ readonly messageId: string; readonly visitor: Visitor }> {
  const { core } = ground;
  return core.commit(async (tx) => {
    const visitor = await readVisitor(tx, actor, { locks: true });
    const externalId = externalIdOf(visitor, said.clientId);
    const known = await findSaid(tx, visitor, externalId);
    if (known !== null) return { messageId: known, visitor };
    const { ticketId, messageId } = await receiveMessage(core, tx, {
      workspaceId: visitor.workspaceId,
      channelId: visitor.channelId,
      channelKind: 'webchat',
      sender: { contactId: visitor.contactId },
      ticketId: visitor.ticketId,
      subject: said.text.trim() === '' ? (said.files[0]?.filename ?? '') : '',
      text: said.text.trim(),
      files: said.files,
      problems: visitor.hasEmail && !visitor.isProved ? [unprovedProblem] : [],
      externalId,
      receivedAt: core.clock.now(),
    });
    await moveToTicket(tx, visitor, ticketId);
    return { messageId, visitor: { ...visitor, ticketId } };
  });
}

async function findSaid(tx: Tx, visitor: Visitor, externalId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id
    from message
    where workspace_id = ${visitor.workspaceId}
      and channel_id = ${visitor.channelId}
      and external_id = ${externalId}
  `.execute(tx);
  return rows[0]?.id ?? null;
}
