import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** A file that the store holds already, waiting for the message it belongs to. */
export type StoredFile = {
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
  readonly fileKey: string;
  readonly contentId: string | null;
  readonly isInline: boolean;
};

/** Names a message's files. What they hold lies in the file store under `fileKey`. */
export async function insertAttachments(
  tx: Tx,
  part: {
    readonly workspaceId: WorkspaceId;
    readonly ticketId: TicketId;
    readonly messageId: MessageId;
    readonly files: readonly StoredFile[];
    readonly now: Instant;
  },
): Promise<void> {
  if (part.files.length === 0) return;
  await tx
    .insertInto('attachment')
    .values(
      part.files.map((file) => ({
        workspace_id: part.workspaceId,
        id: newId(),
        message_id: part.messageId,
        ticket_id: part.ticketId,
        filename: file.filename,
        media_type: file.mediaType,
        size: file.size,
        file_key: file.fileKey,
        content_id: file.contentId,
        is_inline: file.isInline,
        created_at: at(part.now),
      })),
    )
    .execute();
}
