import { type RawBuilder, sql } from 'kysely';

/**
 * Whether anything speaks for a contact but their own words: an identity that was proved, or a
 * person of ours who has answered them. Anybody can call themselves anything in a `From:`, so what
 * a machine writes to others names nobody before (PROMISES). `contact` is the name of the table.
 */
export function isKnownPerson(contact: string): RawBuilder<boolean> {
  const c = sql.table(contact);
  return sql<boolean>`(
    exists (
      select
      from contact_identity i
      where i.workspace_id = ${c}.workspace_id
        and i.contact_id = ${c}.id
        and i.is_verified
    )
    or exists (
      select
      from ticket answered
      join message m
        on m.workspace_id = answered.workspace_id
        and m.ticket_id = answered.id
      where answered.workspace_id = ${c}.workspace_id
        and answered.contact_id = ${c}.id
        and m.kind = 'public'
        and m.direction = 'out'
        and m.author_agent_id is not null
        and m.delivery <> 'recalled'
    )
  )`;
}
