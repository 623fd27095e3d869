import { sql } from 'kysely';
import {
  addTimeOff,
  type Agent,
  changePresence,
  listAgents,
  readAgent,
  removeTimeOff,
  updateAgent,
} from '#contract/agent.ts';
import type { AgentId } from '#domain/kernel/id.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import type { WriteCore } from '../ticket/public.ts';
import { changeAgent } from './commands.ts';
import { readAgents } from './queries.ts';
import { dropTimeOff, noteTimeOff } from './time-off.ts';

/** People: who they are, what they may do, and when they are there. */
export function agentRoutes(core: WriteCore): readonly Route[] {
  return [...readingRoutes(core), changeRoute(core), ...timeOffRoutes(core), presenceRoute(core)];
}

async function findAgent(core: WriteCore, actor: StaffActor, agentId: string): Promise<Agent> {
  const { workspaceId } = actor;
  const [found] = await readAgents(core.db, { workspaceId, agentId, now: core.clock.now() });
  if (found === undefined) throw new RequestRefused('not_found');
  return found;
}

function readingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...listAgents,
      handler: async ({ actor: { workspaceId } }) => ({
        items: await readAgents(core.db, { workspaceId, now: core.clock.now() }),
      }),
    }),
    route({
      ...readAgent,
      errors: ['not_found'],
      handler: ({ actor, params }) => findAgent(core, actor, params.agentId),
    }),
  ];
}

function changeRoute(core: WriteCore): Route {
  return route({
    ...updateAgent,
    errors: ['not_found', 'last_admin', 'in_use', 'reference_not_found'],
    handler: async ({ actor, params, body, request }) => {
      const asked = { actor, address: request.ip, now: core.clock.now() };
      const agentId = params.agentId as AgentId;
      try {
        await core.commit((tx) => changeAgent(core, tx, { ...asked, agentId, change: body }));
      } finally {
        // A change that was rolled back has been seen in the same transaction.
        core.forget(actor.workspaceId);
      }
      return findAgent(core, actor, agentId);
    },
  });
}

function timeOffRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...addTimeOff,
      errors: ['not_found'],
      handler: async ({ actor, params, body, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        const noted = await core.commit((tx) =>
          noteTimeOff(tx, asked, { agentId: params.agentId, ...body }),
        );
        core.forget(actor.workspaceId);
        return noted;
      },
    }),
    route({
      ...removeTimeOff,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        await core.commit((tx) => dropTimeOff(tx, asked, params));
        core.forget(actor.workspaceId);
      },
    }),
  ];
}

/** Everybody's own; no audit, since it changes many times a day and says when one has a break. */
function presenceRoute(core: WriteCore): Route {
  return route({
    ...changePresence,
    handler: async ({ actor, body }) => {
      await sql`
        update agent
        set
          presence = ${body.presence},
          presence_changed_at = ${at(core.clock.now())}
        where workspace_id = ${actor.workspaceId}
          and id = ${actor.agentId}
          and presence <> ${body.presence}
      `.execute(core.db);
      core.forget(actor.workspaceId);
      return { presence: body.presence };
    },
  });
}
