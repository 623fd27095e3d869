import {
  addOnCallShifts,
  createTeam,
  listOnCallShifts,
  listTeams,
  readTeam,
  removeOnCallShift,
  type Team,
  updateTeam,
} from '#contract/team.ts';
import type { TeamId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { violatedConstraint } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import type { WriteCore } from '../ticket/public.ts';
import { changeTeam, makeTeam } from './commands.ts';
import { addShifts, dropShift, readShifts } from './on-call.ts';
import { readTeams } from './queries.ts';

/** Teams: their people, tier and hours, and who is on call. */
export function teamRoutes(core: WriteCore): readonly Route[] {
  return [...readingRoutes(core), ...writingRoutes(core), ...onCallRoutes(core)];
}

async function findTeam(core: WriteCore, actor: StaffActor, teamId: string): Promise<Team> {
  const { workspaceId } = actor;
  const [found] = await readTeams(core.db, { workspaceId, teamId, now: core.clock.now() });
  if (found === undefined) throw new RequestRefused('not_found');
  return found;
}

function readingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...listTeams,
      handler: async ({ actor: { workspaceId }, query }) => ({
        items: await readTeams(core.db, { workspaceId, now: core.clock.now(), ...query }),
      }),
    }),
    route({
      ...readTeam,
      errors: ['not_found'],
      handler: ({ actor, params }) => findTeam(core, actor, params.teamId),
    }),
  ];
}

function writingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...createTeam,
      errors: ['conflict', 'reference_not_found'],
      handler: async ({ actor, body, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        const id = await unlessTaken(() => core.commit((tx) => makeTeam(tx, asked, body)));
        core.forget(actor.workspaceId);
        return findTeam(core, actor, id);
      },
    }),
    route({
      ...updateTeam,
      errors: ['not_found', 'conflict', 'reference_not_found', 'in_use'],
      handler: async ({ actor, params, body, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        const teamId = params.teamId as TeamId;
        await unlessTaken(() =>
          core.commit((tx) => changeTeam(tx, asked, { teamId, change: body })),
        );
        core.forget(actor.workspaceId);
        return findTeam(core, actor, teamId);
      },
    }),
  ];
}

function onCallRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...listOnCallShifts,
      errors: ['not_found'],
      handler: async ({ actor: { workspaceId }, params, query }) => ({
        items: await readShifts(core.db, {
          workspaceId,
          teamId: params.teamId,
          from: query.from === undefined ? core.clock.now() : instantFromIso(query.from),
          to: query.to === undefined ? null : instantFromIso(query.to),
        }),
      }),
    }),
    route({
      ...addOnCallShifts,
      errors: ['not_found', 'conflict', 'reference_not_found'],
      handler: async ({ actor, params, body, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        const { teamId } = params;
        const added = await core.commit((tx) => addShifts(tx, asked, { teamId, ...body }));
        core.forget(actor.workspaceId);
        const { workspaceId } = actor;
        return { items: await readShifts(core.db, { workspaceId, teamId, ...added }) };
      },
    }),
    route({
      ...removeOnCallShift,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now() };
        await core.commit((tx) => dropShift(tx, asked, params));
        core.forget(actor.workspaceId);
      },
    }),
  ];
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'team_name_key') throw error;
    throw new RequestRefused('conflict', { facts: { field: 'name' } });
  }
}
