import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ChannelId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { crashPoint } from '#server/platform/crash-point.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { firstText, parseHeaderBlock } from '../header.ts';
import { headerEnd } from '../limits.ts';

export type RawMail = {
  readonly workspaceId: WorkspaceId;
  readonly channelId: ChannelId;
  readonly content: Buffer;
  readonly receivedAt: Instant;
};

/**
 * Keeps a mail byte for byte before anything looks into it. Whoever brought it may forget it when
 * this answers: a mail that comes again, over whichever way, is known by its Message-ID and sender.
 */
export async function storeRaw(db: Db, mail: RawMail): Promise<'stored' | 'duplicate'> {
  const { rows } = await sql`
    insert into raw_message
      (workspace_id, id, channel_id, external_id, content, received_at)
    values (
      ${mail.workspaceId},
      ${newId()},
      ${mail.channelId},
      ${rawExternalId(mail.content)},
      ${mail.content},
      ${at(mail.receivedAt)}
    )
    on conflict (workspace_id, channel_id, external_id) do nothing
    returning id
  `.execute(db);
  crashPoint('intake.after_raw_stored');
  return rows.length > 0 ? 'stored' : 'duplicate';
}

/**
 * What makes two deliveries the same mail. The sender and the date stand beside the Message-ID,
 * because anybody may reuse an id; a mail without one is known by all its bytes.
 */
export function rawExternalId(content: Buffer): string {
  const fields = parseHeaderBlock(content.subarray(0, headerEnd(content)).toString('latin1'));
  const id = firstText(fields, 'message-id');
  const digest = createHash('sha256');
  if (id === null || id.trim() === '') return `raw:${digest.update(content).digest('hex')}`;
  for (const part of [id, firstText(fields, 'from') ?? '', firstText(fields, 'date') ?? '']) {
    digest.update(part.trim()).update('\u0000');
  }
  return `mid:${digest.digest('hex')}`;
}
