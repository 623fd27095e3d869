import { type RawBuilder, sql } from 'kysely';

/**
 * One row, or none: where a mail to the customer of `ticket t` goes. Of several addresses it is the
 * one they last wrote this ticket from, since that is where they look for the answer; else the
 * first that is known of them. One that mail came back from is the last choice. Those who were
 * merged into the customer are the customer. Selects `value`, `bounced_at` and `is_verified`.
 */
export const replyAddress: RawBuilder<unknown> = addressBut(sql`null::text`);

/**
 * Where message `m` of `ticket t` goes when it is sent again: as any other mail, but to the address
 * that it has failed to reach only when no other is known. No row for what can't be sent again,
 * which is all but a person's public mail that failed and that nothing tries any more.
 */
export const sendAgainAddress: RawBuilder<unknown> = sql`
  select again.value
  from (${addressBut(sql`m.address`)}) again
  where m.delivery = 'failed'
    and m.kind = 'public'
    and m.direction = 'out'
    and not m.is_automatic
    and m.author_agent_id is not null
    and m.channel_kind in ('email', 'form')
    and not exists (
      select
      from outbox o
      where o.workspace_id = m.workspace_id
        and o.message_id = m.id
        and o.state in ('pending', 'sending')
    )
`;

function addressBut(failed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select i.value, i.bounced_at, i.is_verified
    from contact person
    join contact_identity i on i.workspace_id = person.workspace_id and i.contact_id = person.id
    where person.workspace_id = t.workspace_id
      and (person.id = t.contact_id or person.merged_into_id = t.contact_id)
      and i.kind = 'email'
    order by
      i.bounced_at is not null,
      i.value is not distinct from ${failed},
      i.value is distinct from (
        select lower(came.address)
        from message came
        join contact author
          on author.workspace_id = came.workspace_id and author.id = came.author_contact_id
        where came.workspace_id = t.workspace_id
          and came.ticket_id = t.id
          and came.direction = 'in'
          and came.address is not null
          and (author.id = t.contact_id or author.merged_into_id = t.contact_id)
        order by came.created_at desc, came.id desc
        limit 1
      ),
      i.created_at,
      i.id
    limit 1
  `;
}
