import { sql } from 'kysely';
import type { Session, SessionChange } from '#contract/session.ts';
import { session as sessionShape } from '#contract/session.ts';
import type { Presence } from '#domain/people/directory.ts';
import { permissionsOf } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

type Row = {
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly presence: Presence;
  readonly signature: string;
  readonly preferences: Record<string, unknown>;
  readonly workspaceName: string;
  readonly workspaceLanguage: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly isSetUp: boolean;
};

const preferences = sessionShape.shape.agent.pick({
  theme: true,
  shortcuts: true,
  notifications: true,
});

/** What the desk knows of the signed-in person, read afresh. */
export async function readSession(db: Db, actor: StaffActor, now: Instant): Promise<Session> {
  const found = await sql<Row>`
    select
      agent.name,
      agent.email,
      agent.language,
      agent.presence,
      agent.signature,
      agent.preferences,
      workspace.name as "workspaceName",
      workspace.language as "workspaceLanguage",
      workspace.time_zone as "timeZone",
      workspace.currency,
      workspace.is_set_up as "isSetUp"
    from agent
    join workspace on workspace.id = agent.workspace_id
    where agent.workspace_id = ${actor.workspaceId}
      and agent.id = ${actor.agentId}
  `.execute(db);
  const row = found.rows[0];
  if (!row) throw new RequestRefused('sign_in_required');
  return present(row, actor, now);
}

/** Changes what is the person's own; the rest of what an agent is belongs to the admins. */
export async function changeOwnSession(
  db: Db,
  actor: StaffActor,
  asked: { readonly change: SessionChange; readonly now: Instant },
): Promise<Session> {
  const { name, language, presence, signature, theme, shortcuts, notifications } = asked.change;
  const own = { theme, shortcuts, notifications };
  await sql`
    update agent
    set name = coalesce(${name ?? null}, name),
      language = coalesce(${language ?? null}, language),
      signature = coalesce(${signature ?? null}, signature),
      presence_changed_at = case
        when ${presence ?? null}::text is distinct from presence and ${presence ?? null}::text is not null
        then ${at(asked.now)}
        else presence_changed_at
      end,
      presence = coalesce(${presence ?? null}, presence),
      preferences = preferences || ${json(own)}
    where workspace_id = ${actor.workspaceId}
      and id = ${actor.agentId}
  `.execute(db);
  return readSession(db, actor, asked.now);
}

function present(row: Row, actor: StaffActor, now: Instant): Session {
  const { name, email, language, presence, signature } = row;
  const role: Role = actor.role;
  return {
    agent: { id: actor.agentId, name, email, role, language, presence, signature, ...own(row) },
    workspace: {
      id: actor.workspaceId,
      name: row.workspaceName,
      language: row.workspaceLanguage,
      timeZone: row.timeZone,
      currency: row.currency,
      isSetUp: row.isSetUp,
    },
    teamIds: [...actor.teamIds],
    permissions: [...permissionsOf(role)],
    serverTime: toIso(now),
  };
}

/** Preferences are the person's own and may be older than this version: each stands alone. */
function own(row: Row) {
  const { theme, shortcuts, notifications } = preferences.partial().shape;
  return {
    theme: theme.safeParse(row.preferences['theme']).data ?? ('system' as const),
    shortcuts: shortcuts.safeParse(row.preferences['shortcuts']).data ?? { isOn: true, keys: {} },
    notifications: notifications.safeParse(row.preferences['notifications']).data ?? {
      desktop: false,
      quietHours: { isOn: false, from: '20:00', to: '08:00' },
    },
  };
}
