import { search } from '#contract/search.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { searchEverything } from './search-query.ts';

/** Finding anything by its words, as one types. */
export function searchRoutes(part: { readonly db: Db; readonly clock: Clock }): readonly Route[] {
  const { db, clock } = part;
  return [
    route({
      ...search,
      handler: ({ actor, query }) =>
        searchEverything(db, actor, { text: query.q, limit: query.limit, now: clock.now() }),
    }),
  ];
}
