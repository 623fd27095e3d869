import { type RawBuilder, sql } from 'kysely';
import type { ContactExport } from '#contract/contact.ts';
import { toIso } from '#domain/kernel/instant.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

type Thing = Record<string, unknown>;

/**
 * All that is kept of a person and of those merged into them: who they are, what they wrote, also on
 * the tickets of others, and what was written to them. Internal notes are not part of it: they are the workspace's own words.
 */
export async function exportContactOf(
  core: WriteCore,
  actor: StaffActor,
  asked: { readonly contactId: string; readonly address: string | null },
): Promise<ContactExport> {
  const now = core.clock.now();
  return transaction(
    core.db,
    async (tx) => {
      const { contactId } = asked;
      const contact = (await read(tx, contactOf(actor, contactId)))[0];
      if (contact === undefined) throw new RequestRefused('not_found');
      await recordAudit(tx, {
        workspaceId: actor.workspaceId,
        actor,
        action: 'contact.exported',
        subject: { kind: 'contact', id: contactId },
        address: asked.address,
        now,
      });
      const tickets = ticketsOf(actor, contactId);
      return {
        exportedAt: toIso(now),
        contact,
        identities: await read(tx, identitiesOf(actor, contactId)),
        organization: (await read(tx, organizationOf(actor, contactId)))[0] ?? null,
        tickets: await read(tx, tickets),
        messages: await read(tx, messagesOf(actor, contactId)),
        attachments: await read(tx, attachmentsOf(actor, contactId)),
        scores: await read(tx, scoresOf(actor, contactId)),
      };
    },
    { isolation: 'repeatable read' },
  );
}

/** Moments inside become ISO text, as everywhere in JSON that SQL builds. */
async function read(db: Db, query: RawBuilder<unknown>): Promise<Thing[]> {
  const { rows } = await sql<{ thing: Thing }>`
    select to_jsonb(found) as thing from (${query}) found
  `.execute(db);
  return rows.map(({ thing }) => thing);
}

const everyone = (actor: StaffActor, contactId: string) => sql`(
  select id from contact
  where workspace_id = ${actor.workspaceId}
    and (id = ${contactId} or merged_into_id = ${contactId})
    and erased_at is null
)`;

const contactOf = (actor: StaffActor, contactId: string) => sql`
  select id, name, language, segment, plan, value_cents as "valueCents",
    risk_flags as "riskFlags", custom, is_verified as "isVerified", last_score as "lastScore",
    created_at as "createdAt"
  from contact
  where workspace_id = ${actor.workspaceId}
    and id = ${contactId}
    and erased_at is null
`;

const identitiesOf = (actor: StaffActor, contactId: string) => sql`
  select kind, value, is_verified as "isVerified", created_at as "createdAt"
  from contact_identity
  where workspace_id = ${actor.workspaceId}
    and contact_id in ${everyone(actor, contactId)}
  order by created_at, id
`;

const organizationOf = (actor: StaffActor, contactId: string) => sql`
  select o.id, o.name
  from contact c
  join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
  where c.workspace_id = ${actor.workspaceId}
    and c.id = ${contactId}
`;

const ticketsOf = (actor: StaffActor, contactId: string) => sql`
  select number, subject, state, channel_kind as "channelKind", language,
    created_at as "createdAt", solved_at as "solvedAt", closed_at as "closedAt"
  from ticket
  where workspace_id = ${actor.workspaceId}
    and contact_id in ${everyone(actor, contactId)}
  order by created_at, id
`;

const messagesOf = (actor: StaffActor, contactId: string) => sql`
  select t.number as ticket, m.direction, m.channel_kind as "channelKind",
    coalesce(m.full_text, m.text) as text, m.created_at as "createdAt"
  from message m
  join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
  where t.workspace_id = ${actor.workspaceId}
    and (
      t.contact_id in ${everyone(actor, contactId)}
      or m.author_contact_id in ${everyone(actor, contactId)}
    )
    and m.kind = 'public'
    and m.delivery <> 'recalled'
  order by m.created_at, m.id
`;

const attachmentsOf = (actor: StaffActor, contactId: string) => sql`
  select t.number as ticket, a.filename, a.media_type as "mediaType", a.size,
    '/api/v1/attachments/' || a.id || '/content' as url
  from attachment a
  join message m on m.workspace_id = a.workspace_id and m.id = a.message_id and m.kind = 'public'
  join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
  where t.workspace_id = ${actor.workspaceId}
    and (
      t.contact_id in ${everyone(actor, contactId)}
      or m.author_contact_id in ${everyone(actor, contactId)}
    )
  order by a.created_at, a.id
`;

const scoresOf = (actor: StaffActor, contactId: string) => sql`
  select t.number as ticket, s.score, s.comment, s.answered_at as "answeredAt"
  from survey s
  join ticket t on t.workspace_id = s.workspace_id and t.id = s.ticket_id
  where t.workspace_id = ${actor.workspaceId}
    and t.contact_id in ${everyone(actor, contactId)}
    and s.answered_at is not null
  order by s.answered_at, s.id
`;
