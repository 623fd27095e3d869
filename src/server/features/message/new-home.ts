import { sql } from 'kysely';
import type {
  ChannelId,
  ContactId,
  OrganizationId,
  TeamId,
  WorkspaceId,
} from '#domain/kernel/id.ts';
import type { Tx } from '#server/platform/db/database.ts';

export type NewHome = {
  readonly organizationId: OrganizationId | null;
  readonly contactLanguage: string | null;
  readonly teamId: TeamId | null;
  readonly language: string;
};

/** What a new ticket takes from its contact, its channel and, failing those, its workspace. */
export async function newHome(
  tx: Tx,
  part: {
    readonly workspaceId: WorkspaceId;
    readonly channelId: ChannelId | null;
    /** Null while nobody knows yet whose ticket it will be. */
    readonly contactId: ContactId | null;
  },
): Promise<NewHome> {
  const { rows } = await sql<NewHome>`
    select
      c.organization_id as "organizationId",
      c.language as "contactLanguage",
      ch.team_id as "teamId",
      coalesce(ch.language, w.language) as language
    from workspace w
    left join contact c on c.workspace_id = w.id and c.id = ${part.contactId}
    left join channel ch on ch.workspace_id = w.id and ch.id = ${part.channelId}
    where w.id = ${part.workspaceId}
  `.execute(tx);
  const home = rows[0];
  if (home === undefined) throw new Error(`no workspace ${part.workspaceId}`);
  return home;
}
