import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { startWebchat, WebchatVisitor } from '#contract/webchat.ts';
import type { ContactId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { translator } from '#locales/translate.ts';
import type { Ground } from '#server/belay.ts';
import type { WebchatChannel } from '#server/features/channel/public.ts';
import {
  attachIdentity,
  nameChatContact,
  resolveContact,
} from '#server/features/contact/public.ts';
import { hashOwnToken, newSecretToken } from '#server/platform/auth/secret-token.ts';
import { visitorToken } from '#server/platform/auth/visitor-token.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { VisitorActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { identitySecretOf } from './find-channel.ts';
import { type ProvedIdentity, readIdentityToken } from './identity-token.ts';
import { presentVisitor, readVisitor, type Visitor } from './visitor.ts';

export type Asked = z.output<typeof startWebchat.schema.body>;
export type Started = { readonly token: string; readonly visitor: WebchatVisitor };

/**
 * Begins as a visitor. One whom the site vouches for gets the same token each time and so finds
 * the conversation again on every device; anybody else gets a fresh one, and an empty conversation,
 * whatever address they give.
 */
export async function startSession(
  ground: Ground,
  channel: WebchatChannel,
  asked: Asked,
): Promise<Started> {
  const now = ground.clock.now();
  const secret = await identitySecretOf(ground, channel);
  const proved =
    asked.identityToken === null
      ? null
      : readIdentityToken(asked.identityToken, { secret: secret ?? '', now });
  if (asked.identityToken !== null && proved === null) {
    throw new RequestRefused('credentials_invalid');
  }
  const starting = { channel, asked, now };
  return transaction(ground.db, async (tx) =>
    proved === null
      ? startUnproved(tx, starting)
      : startProved(tx, starting, { proved, secret: secret ?? '' }),
  );
}

type Starting = { readonly channel: WebchatChannel; readonly asked: Asked; readonly now: Instant };

async function startUnproved(tx: Tx, starting: Starting): Promise<Started> {
  const { channel, asked, now } = starting;
  const { workspaceId } = channel;
  const visitorId = newId();
  const language = resolveLanguage(asked.language, channel.language);
  const contactId = await resolveContact(tx, workspaceId, {
    sender: {
      kind: asked.email === null ? 'webchat' : 'email',
      value: asked.email ?? visitorId,
      name: asked.name || strangerName(channel, visitorId),
      language,
    },
    now,
  });
  const token = visitorToken(workspaceId);
  await insertVisitor(tx, starting, { visitorId, contactId, token });
  await attachIdentity(tx, workspaceId, {
    contactId,
    kind: 'webchat',
    value: visitorId,
    isVerified: false,
    now,
  });
  return started(tx, { workspaceId, visitorId, token });
}

/** Tells strangers apart in the list: the last digits of an id, which are chance. */
function strangerName(channel: WebchatChannel, visitorId: string): string {
  const t = translator(resolveLanguage(channel.language));
  return t('widget.stranger', { code: visitorId.slice(-4).toUpperCase() });
}

async function startProved(
  tx: Tx,
  starting: Starting,
  part: { readonly proved: ProvedIdentity; readonly secret: string },
): Promise<Started> {
  const { workspaceId } = starting.channel;
  const { proved } = part;
  const token = visitorToken(workspaceId, secretOfProved(starting.channel, part));
  const known = await sql<{ id: string }>`
    select id
    from chat_visitor
    where workspace_id = ${workspaceId}
      and token_hash = ${hashOwnToken(token)}
  `.execute(tx);
  const before = known.rows[0]?.id;
  if (before !== undefined) return started(tx, { workspaceId, visitorId: before, token });
  const contactId = await contactOfProved(tx, starting, proved);
  const again = await renewedVisitor(tx, starting, { contactId, token });
  if (again !== null) return started(tx, { workspaceId, visitorId: again, token });
  const visitorId = await insertVisitor(tx, starting, { visitorId: newId(), contactId, token });
  await attachIdentity(tx, workspaceId, {
    contactId,
    kind: 'webchat',
    value: visitorId,
    isVerified: true,
    now: starting.now,
  });
  return started(tx, { workspaceId, visitorId, token });
}

/**
 * Whoever was vouched for before the secret was changed goes on where they were, under their new
 * token. Not where the site knows the contact by several ids: then none says whose chat it was.
 */
async function renewedVisitor(
  tx: Tx,
  starting: Starting,
  part: { readonly contactId: ContactId; readonly token: string },
): Promise<string | null> {
  const { workspaceId, id: channelId } = starting.channel;
  const { rows } = await sql<{ id: string }>`
    update chat_visitor
    set token_hash = ${hashOwnToken(part.token)}
    where workspace_id = ${workspaceId}
      and id in (
        select v.id
        from chat_visitor v
        join contact_identity own
          on own.workspace_id = v.workspace_id
          and own.kind = 'webchat'
          and own.value = v.id::text
          and own.is_verified
        where v.workspace_id = ${workspaceId}
          and v.channel_id = ${channelId}
          and v.contact_id = ${part.contactId}
        order by v.last_seen_at desc
        limit 1
      )
      and 1 = (
        select count(*)
        from contact_identity i
        join contact held on held.workspace_id = i.workspace_id and held.id = i.contact_id
        where i.workspace_id = ${workspaceId}
          and i.kind = 'external'
          and (held.id = ${part.contactId} or held.merged_into_id = ${part.contactId})
      )
    returning id
  `.execute(tx);
  return rows[0]?.id ?? null;
}

/** The same for the same person of the same site, and out of reach of who lacks the secret. */
function secretOfProved(
  channel: WebchatChannel,
  part: { readonly proved: ProvedIdentity; readonly secret: string },
): string {
  return createHmac('sha256', part.secret)
    .update(`belay visitor\n${channel.id}\n${part.proved.externalId}`)
    .digest('base64url');
}

/** Found by the site's id first; then by the address, which the site has proved; else made. */
async function contactOfProved(
  tx: Tx,
  starting: Starting,
  proved: ProvedIdentity,
): Promise<ContactId> {
  const { channel, asked, now } = starting;
  const { workspaceId } = channel;
  const language = resolveLanguage(asked.language, channel.language);
  const name = proved.name || (proved.email ?? proved.externalId);
  const isKnown = await hasIdentity(tx, workspaceId, proved.externalId);
  const byMail = proved.email !== null && !isKnown;
  const contactId = await resolveContact(tx, workspaceId, {
    sender: {
      kind: byMail ? 'email' : 'external',
      value: byMail ? (proved.email ?? '') : proved.externalId,
      name,
      language,
    },
    now,
  });
  const proof = { contactId, isVerified: true, now } as const;
  await attachIdentity(tx, workspaceId, { ...proof, kind: 'external', value: proved.externalId });
  if (proved.email !== null) {
    await attachIdentity(tx, workspaceId, { ...proof, kind: 'email', value: proved.email });
  }
  return contactId;
}

async function hasIdentity(tx: Tx, workspaceId: WorkspaceId, externalId: string): Promise<boolean> {
  const { rows } = await sql`
    select id
    from contact_identity
    where workspace_id = ${workspaceId}
      and kind = 'external'
      and value = ${externalId.normalize('NFC')}
  `.execute(tx);
  return rows.length > 0;
}

/** Of two tabs that begin at once for one proved person, both get the same visitor. */
async function insertVisitor(
  tx: Tx,
  starting: Starting,
  part: { readonly visitorId: string; readonly contactId: ContactId; readonly token: string },
): Promise<string> {
  const { channel, asked, now } = starting;
  const { rows } = await sql<{ id: string }>`
    insert into chat_visitor
      (workspace_id, id, channel_id, contact_id, token_hash, language, page_url, last_seen_at, created_at)
    values (
      ${channel.workspaceId}, ${part.visitorId}, ${channel.id}, ${part.contactId},
      ${hashOwnToken(part.token)}, ${resolveLanguage(asked.language, channel.language)},
      ${asked.pageUrl}, ${at(now)}, ${at(now)}
    )
    on conflict (workspace_id, token_hash) do update
    set last_seen_at = excluded.last_seen_at
    returning id
  `.execute(tx);
  return rows[0]?.id ?? part.visitorId;
}

async function started(
  tx: Tx,
  part: { readonly workspaceId: WorkspaceId; readonly visitorId: string; readonly token: string },
): Promise<Started> {
  return { token: part.token, visitor: presentVisitor(await readVisitor(tx, part)) };
}

/**
 * Takes down a name and an address that a visitor gives later. An address that is somebody else's
 * makes the visitor speak for that contact from now on: they may well be the same person, and what
 * they are shown stays this one conversation.
 */
export async function changeVisitor(
  ground: Ground,
  actor: VisitorActor,
  given: { readonly name: string; readonly email: string | null },
): Promise<WebchatVisitor> {
  const now = ground.clock.now();
  const { workspaceId } = actor;
  return transaction(ground.db, async (tx) => {
    const visitor = await readVisitor(tx, actor, { locks: true });
    // The site's word on who this is goes before the visitor's own.
    if (visitor.isProved) return presentVisitor(visitor);
    const { contactId } = visitor;
    if (given.name !== '') await nameChatContact(tx, workspaceId, { ...given, contactId, now });
    if (given.email !== null) {
      const owner = await ownerOfGiven(tx, visitor, { ...given, email: given.email, now });
      await sql`
        update chat_visitor
        set contact_id = ${owner}
        where workspace_id = ${workspaceId}
          and id = ${visitor.id}
      `.execute(tx);
    }
    return presentVisitor(await readVisitor(tx, actor));
  });
}

/**
 * Whose an address is that an unproved visitor gives. It joins the contact only while that one is
 * known by nothing but chats: whoever began with another's address speaks for that person, and an
 * address of their own must never become one more by which we take them for that person.
 */
async function ownerOfGiven(
  tx: Tx,
  visitor: Visitor,
  given: { readonly name: string; readonly email: string; readonly now: Instant },
): Promise<ContactId> {
  const { workspaceId, contactId } = visitor;
  const { name, email, now } = given;
  if (await isKnownByChatOnly(tx, visitor)) {
    const identity = { kind: 'email', value: email, isVerified: false } as const;
    return attachIdentity(tx, workspaceId, { ...identity, contactId, now });
  }
  const sender = { kind: 'email', value: email, name, language: visitor.language } as const;
  return resolveContact(tx, workspaceId, { sender, now });
}

async function isKnownByChatOnly(tx: Tx, visitor: Visitor): Promise<boolean> {
  const { rows } = await sql`
    select
    from contact_identity i
    join contact held on held.workspace_id = i.workspace_id and held.id = i.contact_id
    where i.workspace_id = ${visitor.workspaceId}
      and (held.id = ${visitor.contactId} or held.merged_into_id = ${visitor.contactId})
      and i.kind <> 'webchat'
    limit 1
  `.execute(tx);
  return rows.length === 0;
}

/**
 * Makes the token worth nothing; the conversation stays with the desk. The token of somebody whom
 * the site vouches for opens it on their other devices too, and stays.
 */
export async function endSession(ground: Ground, actor: VisitorActor): Promise<void> {
  const { isProved } = await readVisitor(ground.db, actor);
  if (isProved) return;
  await sql`
    update chat_visitor
    set token_hash = ${hashOwnToken(visitorToken(actor.workspaceId, newSecretToken()))}
    where workspace_id = ${actor.workspaceId}
      and id = ${actor.visitorId}
  `.execute(ground.db);
}
