import { readWorkspace, updateWorkspace } from '#contract/workspace.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import type { WriteCore } from '../ticket/public.ts';
import { changeWorkspaceSettings, readWorkspaceSettings } from './settings.ts';

/** What holds for the whole workspace. */
export function workspaceRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...readWorkspace,
      handler: ({ actor }) => readWorkspaceSettings(core.db, actor.workspaceId),
    }),
    route({
      ...updateWorkspace,
      errors: ['reference_not_found'],
      handler: async ({ actor, body, request }) => {
        const asked = { actor, address: request.ip, now: core.clock.now(), change: body };
        await core.commit((tx) => changeWorkspaceSettings(tx, asked));
        core.forget(actor.workspaceId);
        return readWorkspaceSettings(core.db, actor.workspaceId);
      },
    }),
  ];
}
