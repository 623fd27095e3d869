import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { plusMs } from '#domain/kernel/instant.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import { at } from '#server/platform/db/parameters.ts';
import { isDatabaseAway } from '#server/platform/db/transaction.ts';
import type { Logger } from '#server/platform/log.ts';

/*
 * Who has the desk open is `online`; whose last page has been gone for a while is `offline`. A page
 * holds a lease on its person, which the process that serves it renews each half minute. Nobody
 * renews the leases of a page that was closed or of a process that was killed, and whichever
 * process looks next makes their people `offline`. So it does not matter which of several
 * processes serves a page, nor how it ended.
 *
 * What somebody chose for themselves (away, do not disturb) is left alone.
 */

/** Real time between two beats. */
const beatMs = 30_000;
/** A page that reloads, or a train in a tunnel, is not somebody going home. */
const leaseMs = 90_000;

type Person = { readonly workspaceId: WorkspaceId; readonly agentId: AgentId };

/** Told by the live socket of everybody's pages. */
export type LivePresence = {
  came(person: Person): void;
  went(person: Person): void;
  /** Renews the leases of this process, and ends those that nobody renewed. */
  beat(): Promise<void>;
  stop(): void;
};

export function createLivePresence(core: WriteCore, log: Logger): LivePresence {
  const open = new Map<AgentId, Person & { pages: number }>();
  const beat = async (): Promise<void> => {
    const came = await renewLeases(core, [...open.values()]);
    const went = await endLeases(core);
    for (const workspaceId of new Set([...came, ...went])) core.forget(workspaceId);
  };
  const warn = (error: unknown): void => {
    if (!isDatabaseAway(error)) log.warn({ err: error }, 'presence was not noted');
  };
  const timer = setInterval(() => void beat().catch(warn), beatMs);
  timer.unref();
  return {
    came: (person) => {
      const pages = open.get(person.agentId)?.pages ?? 0;
      open.set(person.agentId, { ...person, pages: pages + 1 });
      if (pages === 0) void greet(core, person).catch(warn);
    },
    went: (person) => {
      const pages = (open.get(person.agentId)?.pages ?? 0) - 1;
      if (pages > 0) open.set(person.agentId, { ...person, pages });
      else open.delete(person.agentId);
    },
    beat,
    stop: () => clearInterval(timer),
  };
}

async function greet(core: WriteCore, person: Person): Promise<void> {
  const now = core.clock.now();
  const { rows } = await sql<{ isNews: boolean }>`
    update agent a
    set
      present_until = ${at(plusMs(now, leaseMs))},
      presence = case when a.presence = 'offline' then 'online' else a.presence end,
      presence_changed_at =
        case when a.presence = 'offline' then ${at(now)} else a.presence_changed_at end
    from agent before
    where a.workspace_id = ${person.workspaceId}
      and a.id = ${person.agentId}
      and before.workspace_id = a.workspace_id
      and before.id = a.id
    returning before.presence = 'offline' as "isNews"
  `.execute(core.db);
  if (rows[0]?.isNews === true) core.forget(person.workspaceId);
}

/**
 * A lease that ended although its page is open (the database was away for longer) is taken up
 * again, and so is whom it made `offline`. Answers the workspaces of those.
 */
async function renewLeases(
  core: WriteCore,
  people: readonly Person[],
): Promise<readonly WorkspaceId[]> {
  if (people.length === 0) return [];
  const now = core.clock.now();
  const { rows } = await sql<{ workspaceId: WorkspaceId; isBack: boolean }>`
    update agent a
    set
      present_until = ${at(plusMs(now, leaseMs))},
      presence = case when ${isBack} then 'online' else a.presence end,
      presence_changed_at = case when ${isBack} then ${at(now)} else a.presence_changed_at end
    from
      agent before,
      unnest(
        ${people.map(({ workspaceId }) => workspaceId)}::uuid[],
        ${people.map(({ agentId }) => agentId)}::uuid[]
      ) as person (workspace_id, id)
    where a.workspace_id = person.workspace_id
      and a.id = person.id
      and before.workspace_id = a.workspace_id
      and before.id = a.id
    returning a.workspace_id as "workspaceId", ${isBack} as "isBack"
  `.execute(core.db);
  return rows.filter((row) => row.isBack).map(({ workspaceId }) => workspaceId);
}

const isBack = sql<boolean>`(before.present_until is null and before.presence = 'offline')`;

/** Answers the workspaces in which somebody has left. */
async function endLeases(core: WriteCore): Promise<ReadonlySet<WorkspaceId>> {
  const now = at(core.clock.now());
  const { rows } = await sql<{ workspaceId: WorkspaceId }>`
    update agent
    set
      presence = case when presence = 'online' then 'offline' else presence end,
      presence_changed_at = case when presence = 'online' then ${now} else presence_changed_at end,
      present_until = null
    where present_until < ${now}
    returning workspace_id as "workspaceId"
  `.execute(core.db);
  return new Set(rows.map(({ workspaceId }) => workspaceId));
}
