import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { isDatabaseAway } from '#server/platform/db/transaction.ts';
import { fillSearch } from './fill-search.ts';
import { searchRoutes } from './routes.ts';

/** Finding things, and seeing to it that everything can be found. */
export function searchFeature({ db, clock, log }: Ground): Feature {
  let isStopping = false;
  let filling: Promise<void> = Promise.resolve();
  const fill = async (): Promise<void> => {
    try {
      const filled = await fillSearch({ db, clock, isStopping: () => isStopping });
      if (filled > 0) log.info({ filled }, 'what could not be found by search can be now');
    } catch (error) {
      // The next start goes on where this one stood.
      if (!isDatabaseAway(error)) log.error({ err: error }, 'filling the search failed');
    }
  };
  return {
    routes: searchRoutes({ db, clock }),
    start: async () => {
      filling = fill();
    },
    stop: async () => {
      isStopping = true;
      await filling;
    },
  };
}
