import { sql } from 'kysely';
import type { TicketFilter } from '#contract/ticket.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { listedTickets, ticketFacts } from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { byteOrderMark, type Cell, csvLine } from './csv.ts';

/** Programs read these, so they are not translated. */
const heading = [
  'number',
  'subject',
  'state',
  'priority',
  'channel',
  'issue_type',
  'language',
  'contact',
  'organization',
  'segment',
  'team',
  'owner',
  'tags',
  'created_at',
  'first_human_reply_at',
  'solved_at',
  'reopen_count',
  'escalation_count',
  'solved_by_tier',
  'is_breached',
  'score',
] as const;

type Row = {
  readonly number: number;
  readonly createdAt: Instant;
  readonly firstHumanReplyAt: Instant | null;
  readonly solvedAt: Instant | null;
  readonly tags: readonly string[];
  readonly before: readonly (string | null)[];
  readonly after: readonly (string | number | boolean | null)[];
};

const rowsAtOnce = 500;

/** The file of the tickets that a filter lists, in pieces, so that no length of it fills memory. */
export async function* ticketFile(
  db: Db,
  actor: StaffActor,
  asked: { readonly filter: TicketFilter; readonly now: Instant },
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(heading);
  for (let after = 0; ; ) {
    const rows = await readPiece(db, actor, { ...asked, after });
    if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row))).join('');
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    after = last.number;
  }
}

function cellsOf(row: Row): readonly Cell[] {
  return [
    row.number,
    ...row.before,
    row.tags.join(' '),
    toIso(row.createdAt),
    row.firstHumanReplyAt === null ? null : toIso(row.firstHumanReplyAt),
    row.solvedAt === null ? null : toIso(row.solvedAt),
    ...row.after,
  ];
}

async function readPiece(
  db: Db,
  actor: StaffActor,
  part: { readonly filter: TicketFilter; readonly now: Instant; readonly after: number },
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select
      t.number,
      t.tags,
      t.created_at as "createdAt",
      t.first_human_reply_at as "firstHumanReplyAt",
      t.solved_at as "solvedAt",
      jsonb_build_array(
        t.subject, t.state, t.priority, t.channel_kind, t.issue_type, t.language,
        c.name, o.name, ${ticketFacts.segment}, team.name, owner.name
      ) as before,
      jsonb_build_array(
        t.reopen_count,
        ${ticketFacts.escalationCount},
        case when t.solved_at is null then null else ${ticketFacts.solvedByTier} end,
        exists (
          select from clock k
          where k.workspace_id = t.workspace_id
            and k.ticket_id = t.id
            and k.breached_at is not null
        ),
        ${ticketFacts.lastScore}
      ) as after
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    left join organization o on o.workspace_id = t.workspace_id and o.id = t.organization_id
    left join team on team.workspace_id = t.workspace_id and team.id = t.team_id
    left join agent owner on owner.workspace_id = t.workspace_id and owner.id = t.owner_id
    where ${listedTickets(actor, part.filter, part.now)}
      and t.number > ${part.after}
    order by t.number
    limit ${rowsAtOnce}
  `.execute(db);
  return rows;
}
