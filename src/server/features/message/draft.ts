import { sql } from 'kysely';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { Author } from './outgoing.ts';

export type Draft = Author & {
  readonly kind: 'public' | 'note';
  readonly text: string;
  readonly attachmentIds: readonly string[];
  readonly now: Instant;
};

/** Keeps what somebody is writing; without text and files the draft is removed. */
export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  if (draft.text.trim() === '' && draft.attachmentIds.length === 0) return dropDraft(tx, draft);
  await sql`
    insert into draft (workspace_id, ticket_id, agent_id, kind, text, attachment_ids, updated_at)
    values (
      ${draft.workspaceId},
      ${draft.ticketId},
      ${draft.agentId},
      ${draft.kind},
      ${draft.text},
      ${[...draft.attachmentIds]}::uuid[],
      ${at(draft.now)}
    )
    on conflict (workspace_id, ticket_id, agent_id, kind) do update
    set
      text = excluded.text,
      attachment_ids = excluded.attachment_ids,
      updated_at = excluded.updated_at
  `.execute(tx);
}

/** Forgets a draft: it was sent, or emptied. */
export async function dropDraft(
  tx: Tx,
  draft: Author & { readonly kind: 'public' | 'note' },
): Promise<void> {
  await tx
    .deleteFrom('draft')
    .where('workspace_id', '=', draft.workspaceId)
    .where('ticket_id', '=', draft.ticketId)
    .where('agent_id', '=', draft.agentId)
    .where('kind', '=', draft.kind)
    .execute();
}
