import { sql } from 'kysely';
import type { Db } from '#server/platform/db/database.ts';

/**
 * Copies a ticket with its contact, messages, clocks and timers, under ids and numbers of their own.
 * Everything keeps its times, so that what falls due on the one falls due on all at that moment.
 * A ticket that has climbed already can't be copied.
 */
export async function copyTicket(db: Db, ticketId: string, count: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      create temporary table copy on commit drop as
      select
        uuidv7() as ticket_id,
        uuidv7() as contact_id,
        w.next_ticket_number - 1 + n as number
      from workspace w
      join ticket t on t.workspace_id = w.id and t.id = ${ticketId}
      cross join generate_series(1, ${count}::integer) n
    `.execute(tx);
    await sql`
      update workspace
      set next_ticket_number = next_ticket_number + ${count}
      where id = (select workspace_id from ticket where id = ${ticketId})
    `.execute(tx);
    await sql`
      create temporary table clock_copy on commit drop as
      select uuidv7() as id, k.id as of, copy.ticket_id
      from copy
      cross join clock k
      where k.ticket_id = ${ticketId}
    `.execute(tx);
    await sql`
      insert into contact
      select made.*
      from copy
      join contact c on c.id = (select contact_id from ticket where id = ${ticketId})
      cross join lateral jsonb_populate_record(c, jsonb_build_object('id', copy.contact_id)) made
    `.execute(tx);
    await sql`
      insert into ticket
      select made.*
      from copy
      join ticket t on t.id = ${ticketId}
      cross join lateral jsonb_populate_record(
        t,
        jsonb_build_object('id', copy.ticket_id, 'number', copy.number, 'contact_id', copy.contact_id)
      ) made
    `.execute(tx);
    await sql`
      insert into message
      select made.*
      from copy
      join message m on m.ticket_id = ${ticketId}
      cross join lateral jsonb_populate_record(
        m,
        jsonb_build_object(
          'id', uuidv7(),
          'ticket_id', copy.ticket_id,
          'author_contact_id', copy.contact_id
        )
      ) made
    `.execute(tx);
    await sql`
      insert into clock
      select made.*
      from clock_copy
      join clock k on k.id = clock_copy.of
      cross join lateral jsonb_populate_record(
        k,
        jsonb_build_object(
          'id', clock_copy.id,
          'ticket_id', clock_copy.ticket_id,
          'document', k.document || jsonb_build_object(
            'id', clock_copy.id,
            'subject', jsonb_build_object('kind', 'ticket', 'ticketId', clock_copy.ticket_id)
          )
        )
      ) made
    `.execute(tx);
    await sql`
      insert into timer (workspace_id, key, kind, ticket_id, due_at, payload)
      select
        t.workspace_id,
        replace(t.key, clock_copy.of::text, clock_copy.id::text),
        t.kind,
        clock_copy.ticket_id,
        t.due_at,
        jsonb_build_object('clockId', clock_copy.id)
      from clock_copy
      join timer t on t.kind = 'clock_mark' and t.payload ->> 'clockId' = clock_copy.of::text
      where t.fired_at is null
    `.execute(tx);
  });
}
