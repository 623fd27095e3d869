import { sql } from 'kysely';
import type { WebchatVisitor } from '#contract/webchat.ts';
import type { ChannelId, ContactId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant } from '#domain/kernel/instant.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { VisitorActor } from '#server/platform/http/principal.ts';

/** One browser's conversation, or, for somebody whom the site vouches for, one person's. */
export type Visitor = {
  readonly workspaceId: WorkspaceId;
  readonly id: string;
  readonly channelId: ChannelId;
  readonly channelName: string;
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly hasEmail: boolean;
  readonly isProved: boolean;
  /** The current conversation; null before the first message. */
  readonly ticketId: TicketId | null;
  readonly language: string;
};

type Key = Pick<VisitorActor, 'workspaceId' | 'visitorId'>;

/** Reads a visitor. With `locks`, whatever they do next waits for the end of the transaction. */
export async function readVisitor(
  db: Db,
  key: Key,
  options: { readonly locks?: boolean } = {},
): Promise<Visitor> {
  const { rows } = await sql<Visitor>`
    select
      v.workspace_id as "workspaceId",
      v.id,
      v.channel_id as "channelId",
      ch.name as "channelName",
      coalesce(c.merged_into_id, c.id) as "contactId",
      c.name as "contactName",
      exists (
        select
        from contact_identity i
        where i.workspace_id = v.workspace_id
          and i.contact_id in (c.id, c.merged_into_id)
          and i.kind = 'email'
      ) as "hasEmail",
      exists (
        select
        from contact_identity i
        where i.workspace_id = v.workspace_id
          and i.kind = 'webchat'
          and i.value = v.id::text
          and i.is_verified
      ) as "isProved",
      v.ticket_id as "ticketId",
      v.language
    from chat_visitor v
    join channel ch on ch.workspace_id = v.workspace_id and ch.id = v.channel_id
    join contact c on c.workspace_id = v.workspace_id and c.id = v.contact_id
    where v.workspace_id = ${key.workspaceId}
      and v.id = ${key.visitorId}
    ${options.locks === true ? sql`for update of v` : sql``}
  `.execute(db);
  const visitor = rows[0];
  if (visitor === undefined) throw new RequestRefused('credentials_invalid');
  return visitor;
}

/**
 * What a visitor is told of themselves. The contact may be another's, when somebody unproved gave
 * an address that we know: its name is told only to whom the site vouches for.
 */
export function presentVisitor(visitor: Visitor): WebchatVisitor {
  const { isProved, contactName, hasEmail } = visitor;
  return { name: isProved ? contactName : null, hasEmail, isProved };
}

/** The visitor is there now. Written at most each `touchMs`: it costs a row version each time. */
export async function touchVisitor(db: Db, key: Key, now: Instant): Promise<void> {
  await sql`
    update chat_visitor
    set last_seen_at = ${at(now)}
    where workspace_id = ${key.workspaceId}
      and id = ${key.visitorId}
      and last_seen_at < ${at(instant(now - touchMs))}
  `.execute(db);
}

const touchMs = 10_000;

/** From the next message on the visitor speaks in this conversation. */
export async function moveToTicket(tx: Tx, visitor: Visitor, ticketId: TicketId): Promise<void> {
  if (visitor.ticketId === ticketId) return;
  await sql`
    update chat_visitor
    set ticket_id = ${ticketId}
    where workspace_id = ${visitor.workspaceId}
      and id = ${visitor.id}
  `.execute(tx);
}
