import {
  countNotifications,
  listNotifications,
  markNotification,
  markNotifications,
} from '#contract/notification.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { markMany, markOne } from './commands.ts';
import { countOwnNotifications, listOwnNotifications } from './queries.ts';

/** What the signed-in person was told. Nobody reads anybody else's, whatever their role. */
export function notificationRoutes(parts: {
  readonly db: Db;
  readonly clock: { now(): Instant };
}): readonly Route[] {
  const { db, clock } = parts;
  return [
    route({
      ...listNotifications,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) => listOwnNotifications(db, actor, query),
    }),
    route({
      ...countNotifications,
      handler: ({ actor }) => countOwnNotifications(db, actor),
    }),
    route({
      ...markNotification,
      errors: ['not_found'],
      handler: async ({ actor, params, body }) => {
        const mark = { id: params.notificationId, isRead: body.isRead, now: clock.now() };
        if (!(await markOne(db, actor, mark))) throw new RequestRefused('not_found');
        return countOwnNotifications(db, actor);
      },
    }),
    route({
      ...markNotifications,
      handler: async ({ actor, body }) => {
        await markMany(db, actor, { ...body, now: clock.now() });
        return countOwnNotifications(db, actor);
      },
    }),
  ];
}
