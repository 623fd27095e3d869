import {
  listTemplates,
  putTemplate,
  resetTemplate,
  templatePlaceholders,
} from '#contract/template.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { dropTemplate, keepTemplate } from './commands.ts';
import { readTemplate, readTemplates } from './queries.ts';

/** The words of what Belay writes to customers by itself. */
export function templateRoutes(parts: {
  readonly db: Db;
  readonly clock: { now(): Instant };
}): readonly Route[] {
  const { db, clock } = parts;
  return [
    route({
      ...listTemplates,
      handler: async ({ actor }) => ({
        items: await readTemplates(db, actor.workspaceId),
        placeholders: [...templatePlaceholders],
      }),
    }),
    route({
      ...putTemplate,
      errors: ['not_found', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch, request }) => {
        const asked = { actor, address: request.ip, now: clock.now(), ...params };
        const { isEnabled, ...words } = body;
        await transaction(db, (tx) =>
          keepTemplate(tx, asked, { words, isEnabled, version: ifMatch }),
        );
        return readTemplate(db, { workspaceId: actor.workspaceId, ...params });
      },
    }),
    route({
      ...resetTemplate,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const asked = { actor, address: request.ip, now: clock.now(), ...params };
        await transaction(db, (tx) => dropTemplate(tx, asked));
      },
    }),
  ];
}
