import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { Logger } from '#server/platform/log.ts';

/** A page that reloads, or a train in a tunnel, is not somebody going home. */
const graceMs = 90_000;

type Person = { readonly workspaceId: WorkspaceId; readonly agentId: AgentId };

/** Told by the live socket of everybody's pages. */
export type LivePresence = {
  came(person: Person): void;
  went(person: Person): void;
  stop(): void;
};

/**
 * Makes whoever opens the desk `online`, and `offline` when their last page has been gone for a
 * while. What somebody chose for themselves (away, do not disturb) is left alone. Each process
 * knows its own pages; with several, the last one to lose somebody's page says that they left.
 */
export function createLivePresence(core: WriteCore, log: Logger): LivePresence {
  const open = new Map<AgentId, number>();
  const leaving = new Map<AgentId, NodeJS.Timeout>();
  const note = (
    person: Person,
    change: { from: 'offline' | 'online'; to: 'offline' | 'online' },
  ) => {
    setPresence(core, person, change).catch((error: unknown) =>
      log.warn({ err: error, agent: person.agentId }, 'presence was not noted'),
    );
  };
  return {
    came: (person) => {
      clearTimeout(leaving.get(person.agentId));
      leaving.delete(person.agentId);
      const pages = open.get(person.agentId) ?? 0;
      open.set(person.agentId, pages + 1);
      if (pages === 0) note(person, { from: 'offline', to: 'online' });
    },
    went: (person) => {
      const pages = (open.get(person.agentId) ?? 1) - 1;
      open.set(person.agentId, pages);
      if (pages > 0) return;
      const timer = setTimeout(() => note(person, { from: 'online', to: 'offline' }), graceMs);
      timer.unref();
      leaving.set(person.agentId, timer);
    },
    stop: () => {
      for (const timer of leaving.values()) clearTimeout(timer);
    },
  };
}

async function setPresence(
  core: WriteCore,
  person: Person,
  change: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql`
    update agent
    set
      presence = ${change.to},
      presence_changed_at = ${at(core.clock.now())}
    where workspace_id = ${person.workspaceId}
      and id = ${person.agentId}
      and presence = ${change.from}
  `.execute(core.db);
  core.forget(person.workspaceId);
}
