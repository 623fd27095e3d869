import { sql } from 'kysely';
import type { ChannelId, ContactId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import type { ChannelKind } from '#domain/ticket/ticket.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

export type AnswerPlace = {
  readonly channelId: ChannelId | null;
  readonly channelKind: ChannelKind;
};

export type PlaceRefusal = 'channel_unsuitable' | 'contact_without_email';

/**
 * Where a ticket that is opened by hand will be answered. Without a channel nothing leaves Belay
 * but through the API. A chat is begun by its visitor and by nobody else; a mail channel needs an
 * address, which is better said now than when the first answer comes back.
 */
export async function answerPlaceOf(
  tx: Tx,
  actor: StaffActor,
  wish: { readonly channelId: string | undefined; readonly contactId: ContactId },
): Promise<Result<AnswerPlace, PlaceRefusal>> {
  if (wish.channelId === undefined) return accept({ channelId: null, channelKind: 'api' });
  const { rows } = await sql<{
    id: ChannelId;
    kind: ChannelKind;
    isEnabled: boolean;
    hasEmail: boolean;
  }>`
    select
      ch.id,
      ch.kind,
      ch.is_enabled as "isEnabled",
      exists (
        select
        from contact_identity i
        where i.workspace_id = ch.workspace_id
          and i.contact_id = ${wish.contactId}
          and i.kind = 'email'
      ) as "hasEmail"
    from channel ch
    where ch.workspace_id = ${actor.workspaceId}
      and ch.id = ${wish.channelId}
  `.execute(tx);
  const [channel] = rows;
  if (channel === undefined || !channel.isEnabled) return refuse('channel_unsuitable');
  const { id: channelId, kind: channelKind } = channel;
  if (channelKind !== 'email' && channelKind !== 'api') return refuse('channel_unsuitable');
  if (channelKind === 'email' && !channel.hasEmail) return refuse('contact_without_email');
  return accept({ channelId, channelKind });
}
