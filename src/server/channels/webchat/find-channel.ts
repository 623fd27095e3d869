import { sql } from 'kysely';
import { z } from 'zod';
import type { ChannelId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Ground } from '#server/belay.ts';
import { readChannels, type WebchatChannel } from '#server/features/channel/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { Sealer } from '#server/platform/seal.ts';
import type { Db } from '#server/platform/db/database.ts';

/** The chat that a public key names. Throws `not_found` when there is none, or it is switched off. */
export async function channelByKey(
  { db, sealer }: Pick<Ground, 'db' | 'sealer'>,
  key: string,
): Promise<WebchatChannel> {
  const found = await readChannels(db, sealer, { address: key });
  const channel = found.find((each) => each.kind === 'webchat');
  if (channel === undefined || !channel.isEnabled) throw new RequestRefused('not_found');
  return channel;
}

/**
 * Whether a page of this site may talk to the chat. Belay's own pages may: the widget's frame is
 * one of them, and which site may show that frame, its own policy says. No origin is no browser.
 */
export function maySpeakFrom(
  channel: WebchatChannel,
  asked: {
    readonly origin: string | undefined;
    readonly host: string | undefined;
    baseUrl: string;
  },
): boolean {
  const { origins } = channel.settings;
  const { origin } = asked;
  if (origins.length === 0 || origin === undefined) return true;
  if (origin === new URL(asked.baseUrl).origin) return true;
  if (URL.canParse(origin) && new URL(origin).host === asked.host) return true;
  return allowedOrigins(channel).includes(origin);
}

/** The sites of the settings as browsers name them: scheme, host and port, nothing else. */
export function allowedOrigins(channel: WebchatChannel): readonly string[] {
  return channel.settings.origins.map((address) => new URL(address).origin);
}

const sealedSecrets = z.object({ identitySecret: z.string().min(1) });

type ChannelRef = { readonly workspaceId: WorkspaceId; readonly id: ChannelId };

/** The secret that the site signs its visitors' names with; null until an admin has made one. */
export async function identitySecretOf(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  channel: ChannelRef,
): Promise<string | null> {
  const { rows } = await sql<{ sealed: string | null }>`
    select sealed_secrets as sealed
    from channel
    where workspace_id = ${channel.workspaceId}
      and id = ${channel.id}
  `.execute(db);
  const sealed = rows[0]?.sealed ?? null;
  if (sealed === null) return null;
  const opened = sealedSecrets.safeParse(sealer.open(sealed));
  return opened.success ? opened.data.identitySecret : null;
}

/**
 * Replaces the secret. Tokens of those whom the site vouched for follow from the old one, so that
 * whoever has got hold of it can make them all: they are worth nothing from now on. The people find
 * their conversations again as soon as the site vouches for them with the new one.
 */
export async function keepIdentitySecret(
  db: Db,
  sealer: Sealer,
  part: { readonly channel: ChannelRef; readonly secret: string },
): Promise<void> {
  await sql`
    update chat_visitor v
    set token_hash = encode(
      sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea),
      'hex'
    )
    where v.workspace_id = ${part.channel.workspaceId}
      and v.channel_id = ${part.channel.id}
      and exists (
        select
        from contact_identity i
        where i.workspace_id = v.workspace_id
          and i.kind = 'webchat'
          and i.value = v.id::text
          and i.is_verified
      )
  `.execute(db);
  await sql`
    update channel
    set sealed_secrets = ${sealer.seal({ identitySecret: part.secret })}
    where workspace_id = ${part.channel.workspaceId}
      and id = ${part.channel.id}
      and kind = 'webchat'
  `.execute(db);
}
