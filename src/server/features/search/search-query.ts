import { type RawBuilder, sql } from 'kysely';
import type { ExcerptPart, SearchAnswer } from '#contract/search.ts';
import { dayMs, type Instant, toIso } from '#domain/kernel/instant.ts';
import { excerptOf } from '#domain/text/excerpt.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { searchQuery } from '#server/platform/db/search-vector.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { containing, nameHolds } from './folded-name.ts';

export type Sought = { readonly text: string; readonly limit: number; readonly now: Instant };

/**
 * How many matches are weighed against each other. A word that stands in every second message
 * matches more than anybody reads; the newest of them are what is looked for.
 */
const weighedMax = 500;
/** A match loses half of its weight in this time: what is open now is sought more than what was. */
const halfLifeSeconds = (60 * dayMs) / 1000;
const excerptLength = 160;
const nameLength = 200;
/** Of a long mail only its beginning is looked through for the place to show. */
const shownTextMax = 8000;

/** Everything that is found by the words, of each kind the best few; only what the actor may see. */
export async function searchEverything(
  db: Db,
  actor: StaffActor,
  request: Sought,
): Promise<SearchAnswer> {
  // PostgreSQL's text holds every character but this one; it stands in no text of ours either.
  const sought = { ...request, text: request.text.replaceAll('\u0000', '\ufffd') };
  const mayReadContacts = actor.kind === 'agent' || actor.scopes.includes('contacts:read');
  const [tickets, messages, contacts, organizations] = await Promise.all([
    findTickets(db, actor, sought),
    findMessages(db, actor, sought),
    mayReadContacts ? findContacts(db, actor, sought) : [],
    mayReadContacts ? findOrganizations(db, actor, sought) : [],
  ]);
  return { tickets, messages, contacts, organizations };
}

async function findTickets(
  db: Db,
  actor: StaffActor,
  { text, limit, now }: Sought,
): Promise<SearchAnswer['tickets']> {
  const number = /^#?(\d{1,15})$/.exec(text)?.[1] ?? null;
  const query = searchQuery(text);
  type Row = Omit<SearchAnswer['tickets'][number], 'subject' | 'updatedAt'> & {
    readonly subject: string;
    readonly updatedAt: Instant;
  };
  const { rows } = await sql<Row>`
    with recursive found as (
      (
        select t.id, t.merged_into, 1e9::real as rank
        from ticket t
        where t.workspace_id = ${actor.workspaceId}
          and t.number = ${number}::bigint
      )
      union all
      (
        select t.id, t.merged_into, ${query === null ? sql`0::real` : sql`ts_rank_cd(t.search, ${query})`} as rank
        from ticket t
        where t.workspace_id = ${actor.workspaceId}
          and ${query === null ? sql`false` : sql`t.search @@ ${query}`}
          and t.number is distinct from ${number}::bigint
        order by t.updated_at desc
        limit ${weighedMax}
      )
    ),
    -- What has become part of another ticket leads to that one, over as many merges as there were.
    led as (
      select f.id, f.merged_into, f.rank
      from found f
      union all
      select t.id, t.merged_into, led.rank
      from led
      join ticket t on t.workspace_id = ${actor.workspaceId} and t.id = led.merged_into
    ),
    best as (
      select id, max(rank) as rank
      from led
      where merged_into is null
      group by id
    )
    select
      t.id,
      t.number,
      t.subject,
      t.state,
      t.priority,
      t.handler_tier as "handlerTier",
      c.name as "contactName",
      t.updated_at as "updatedAt"
    from best b
    join ticket t on t.workspace_id = ${actor.workspaceId} and t.id = b.id
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where ${ticketIsVisibleTo(actor, 't')}
    order by ${weight(sql`b.rank`, sql`t.updated_at`, now)} desc, t.updated_at desc, t.id
    limit ${limit}
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    subject: marked(row.subject, text, nameLength),
    updatedAt: toIso(row.updatedAt),
  }));
}

async function findMessages(
  db: Db,
  actor: StaffActor,
  { text, limit, now }: Sought,
): Promise<SearchAnswer['messages']> {
  const query = searchQuery(text);
  if (query === null) return [];
  type Row = Omit<SearchAnswer['messages'][number], 'excerpt' | 'createdAt'> & {
    readonly text: string;
    readonly createdAt: Instant;
  };
  const { rows } = await sql<Row>`
    with found as (
      select m.workspace_id, m.id, m.ticket_id, m.created_at, m.search
      from message m
      where m.workspace_id = ${actor.workspaceId}
        and m.search @@ ${query}
        and m.delivery <> 'recalled'
      order by m.created_at desc
      limit ${weighedMax}
    ),
    weighed as (
      select
        f.workspace_id,
        f.id,
        f.ticket_id,
        ${weight(sql`ts_rank_cd(f.search, ${query})`, sql`f.created_at`, now)} as weight
      from found f
    ),
    -- One of each ticket, or a long conversation would fill the list by itself.
    best as (
      select distinct on (w.ticket_id) w.*
      from weighed w
      join ticket t on t.workspace_id = w.workspace_id and t.id = w.ticket_id
      where ${ticketIsVisibleTo(actor, 't')}
      order by w.ticket_id, w.weight desc, w.id desc
    )
    select
      m.id,
      m.ticket_id as "ticketId",
      t.number,
      t.subject,
      m.kind = 'note' as "isNote",
      coalesce(a.name, c.name) as "authorName",
      left(m.text, ${shownTextMax}) as text,
      m.created_at as "createdAt"
    from best b
    join message m on m.workspace_id = b.workspace_id and m.id = b.id
    join ticket t on t.workspace_id = b.workspace_id and t.id = b.ticket_id
    left join agent a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join contact c on c.workspace_id = m.workspace_id and c.id = m.author_contact_id
    order by b.weight desc, b.id desc
    limit ${limit}
  `.execute(db);
  return rows.map(({ text: whole, ...row }) => ({
    ...row,
    excerpt: marked(whole, text, excerptLength),
    createdAt: toIso(row.createdAt),
  }));
}

async function findContacts(
  db: Db,
  actor: StaffActor,
  { text, limit }: Sought,
): Promise<SearchAnswer['contacts']> {
  const plain = containing(text.toLowerCase());
  type Row = Omit<SearchAnswer['contacts'][number], 'name'> & { readonly name: string };
  const { rows } = await sql<Row>`
    with found as (
      select c.id
      from contact c
      where c.workspace_id = ${actor.workspaceId}
        and ${nameHolds(sql`c.name`, text)}
      union
      select i.contact_id
      from contact_identity i
      where i.workspace_id = ${actor.workspaceId}
        and i.kind in ('email', 'phone')
        and lower(i.value) like ${plain}
    )
    select
      c.id,
      c.name,
      (
        select i.value from contact_identity i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email'
        order by i.created_at, i.id
        limit 1
      ) as email,
      o.name as "organizationName"
    from contact c
    left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
    where c.workspace_id = ${actor.workspaceId}
      and c.id in (select id from found)
      and c.merged_into_id is null
      and c.erased_at is null
    order by c.updated_at desc, c.id
    limit ${limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, name: marked(row.name, text, nameLength) }));
}

async function findOrganizations(
  db: Db,
  actor: StaffActor,
  { text, limit }: Sought,
): Promise<SearchAnswer['organizations']> {
  const plain = containing(text.toLowerCase());
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name
    from organization o
    where o.workspace_id = ${actor.workspaceId}
      and (
        lower(o.name) like ${plain}
        or ${nameHolds(sql`o.name`, text)}
        or exists (select from unnest(o.domains) as domain where lower(domain) like ${plain})
      )
    order by o.updated_at desc, o.id
    limit ${limit}
  `.execute(db);
  return rows.map(({ id, name }) => ({ id, name: marked(name, text, nameLength) }));
}

/** The rank of a match, less for what is old. */
function weight(rank: RawBuilder<unknown>, moment: RawBuilder<unknown>, now: Instant) {
  return sql`(
    (0.1 + ${rank})
    * power(
      0.5,
      greatest(extract(epoch from ${at(now)} - ${moment}), 0) / ${halfLifeSeconds}::double precision
    )
  )`;
}

function marked(text: string, query: string, length: number): ExcerptPart[] {
  return excerptOf(text, query, { length });
}
