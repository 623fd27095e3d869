import { sql } from 'kysely';
import type { Instant } from '#domain/kernel/instant.ts';
import { eventChannel } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** What can happen to customers and organizations, for live pages, the feed and webhooks. */
export type ContactEvent = {
  readonly type:
    | 'contact.created'
    | 'contact.changed'
    | 'contact.merged'
    | 'contact.unmerged'
    | 'contact.erased'
    | 'organization.created'
    | 'organization.changed';
  readonly contactId?: string;
  /** The other one of a merge. */
  readonly otherId?: string;
  readonly organizationId?: string;
  readonly now: Instant;
};

/** Appends the event: by id and never with a name, since the feed cannot be taken back. */
export async function tellContactChanged(
  tx: Tx,
  actor: StaffActor,
  event: ContactEvent,
): Promise<void> {
  const { type, now, ...ids } = event;
  await tx
    .insertInto('event')
    .values({
      workspace_id: actor.workspaceId,
      ticket_id: null,
      type,
      payload: json(ids),
      at: at(now),
      actor_kind: actor.kind,
      actor_id: actor.kind === 'agent' ? actor.agentId : actor.keyId,
    })
    .execute();
  await sql`select pg_notify(${eventChannel}, '')`.execute(tx);
}
