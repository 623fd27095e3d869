import { createApiKey, listApiKeys, revokeApiKey } from '#contract/api-key.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { endApiKey, makeApiKey } from './commands.ts';
import { readApiKeys } from './queries.ts';

export function apiKeyRoutes(parts: {
  readonly db: Db;
  readonly clock: { now(): Instant };
}): readonly Route[] {
  const { db, clock } = parts;
  return [
    route({
      ...listApiKeys,
      handler: async ({ actor }) => ({
        items: await readApiKeys(db, actor.workspaceId, clock.now()),
      }),
    }),
    route({
      ...createApiKey,
      answersSecret: true,
      handler: ({ actor, body, request }) =>
        makeApiKey(db, actor, { key: body, now: clock.now(), address: request.ip }),
    }),
    route({
      ...revokeApiKey,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const asked = { id: params.apiKeyId, now: clock.now(), address: request.ip };
        const isFound = await endApiKey(db, actor, asked);
        if (!isFound) throw new RequestRefused('not_found');
      },
    }),
  ];
}
