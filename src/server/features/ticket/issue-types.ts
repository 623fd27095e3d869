import { sql } from 'kysely';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** A menu longer than this is no menu; what is beyond it can still be typed. */
const offeredMax = 200;

/**
 * The issue types that mean something here: those the published matrix and the service levels ask
 * for, and those on tickets that the reader may see. The words on tickets are found by jumping from
 * each to the next in the index, so that it costs as much as there are words, not tickets.
 */
export async function readIssueTypes(db: Db, actor: StaffActor): Promise<string[]> {
  const { workspaceId } = actor;
  const { rows } = await sql<{ issueType: string }>`
    with recursive word (issue_type) as (
      (
        select t.issue_type
        from ticket t
        where t.workspace_id = ${workspaceId}
          and t.issue_type is not null
        order by t.issue_type
        limit 1
      )
      union all
      select (
        select t.issue_type
        from ticket t
        where t.workspace_id = ${workspaceId}
          and t.issue_type > word.issue_type
        order by t.issue_type
        limit 1
      )
      from word
      where word.issue_type is not null
    ),
    known as (
      select word.issue_type
      from word
      where exists (
        select 1
        from ticket t
        where t.workspace_id = ${workspaceId}
          and t.issue_type = word.issue_type
          and ${ticketIsVisibleTo(actor, 't')}
      )
      union
      select jsonb_path_query(m.document, '$.**?(@.kind == "issue_type").in[*]') #>> '{}'
      from matrix_version m
      where m.workspace_id = ${workspaceId}
        and m.state = 'published'
      union
      select jsonb_path_query(v.document, '$.**?(@.attribute == "issue_type").isOneOf[*]') #>> '{}'
      from sla_policy p
      join sla_policy_version v on v.workspace_id = p.workspace_id and v.id = p.current_version_id
      where p.workspace_id = ${workspaceId}
        and p.archived_at is null
    )
    select issue_type as "issueType"
    from known
    where issue_type <> ''
    order by lower(issue_type), issue_type
    limit ${offeredMax}
  `.execute(db);
  return rows.map(({ issueType }) => issueType);
}
