import { sql } from 'kysely';
import type { AgentId, MessageId, TeamId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { accept, type Result } from '#domain/kernel/result.ts';
import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { dropDraft } from './draft.ts';
import { insertMessage } from './insert-message.ts';
import {
  type Author,
  claimAttachments,
  fileMissing,
  type MessageRefusal,
  outgoing,
  type Written,
} from './outgoing.ts';

export type Note = Author & {
  readonly text: string;
  readonly attachmentIds: readonly string[];
  readonly mentionedAgentIds: readonly AgentId[];
  readonly mentionedTeamIds: readonly TeamId[];
};

/** Writes an internal note. Whoever it mentions is told, and finds it under "Mentions". */
export async function addNote(
  core: WriteCore,
  note: Note,
): Promise<Result<Written, MessageRefusal>> {
  return core.attempt<Written, MessageRefusal>((tx) => addNoteIn(core, tx, note));
}

/** The same inside of a transaction that does more. */
export async function addNoteIn(
  core: WriteCore,
  tx: Tx,
  note: Note,
): Promise<Result<Written, MessageRefusal>> {
  const messageId = newId<MessageId>();
  const outcome = await runCommand(core, tx, {
    workspaceId: note.workspaceId,
    ticketId: note.ticketId,
    command: {
      type: 'addNote',
      messageId,
      mentionedAgentIds: note.mentionedAgentIds,
      mentionedTeamIds: note.mentionedTeamIds,
    },
    actor: { kind: 'agent', id: note.agentId },
  });
  if (!outcome.ok) return outcome;
  const now = core.clock.now();
  await insertMessage(tx, {
    ...outgoing(outcome.value.aggregate.ticket, { ...note, messageId, now }),
    kind: 'note',
    delivery: 'none',
  });
  if (!(await claimAttachments(tx, note, messageId))) return fileMissing();
  await insertMentions(tx, note, { messageId, now });
  await dropDraft(tx, { ...note, kind: 'note' });
  return accept({ ...outcome.value, messageId, recallableUntil: null });
}

/** A mentioned team is everybody in it at this moment; nobody mentions themselves. */
async function insertMentions(
  tx: Tx,
  note: Note,
  part: { readonly messageId: MessageId; readonly now: Instant },
): Promise<void> {
  await sql`
    insert into mention (workspace_id, message_id, agent_id, ticket_id, created_at)
    select a.workspace_id, ${part.messageId}, a.id, ${note.ticketId}, ${at(part.now)}
    from agent a
    where a.workspace_id = ${note.workspaceId}
      and a.id <> ${note.agentId}
      and (
        a.id = any(${[...note.mentionedAgentIds]}::uuid[])
        or exists (
          select
          from team_member m
          where m.workspace_id = a.workspace_id
            and m.agent_id = a.id
            and m.team_id = any(${[...note.mentionedTeamIds]}::uuid[])
        )
      )
  `.execute(tx);
}
