import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { createGuardedFetch, outboundDefaults } from '#server/platform/outbound/guarded-fetch.ts';
import { createHolidayReader } from './holiday-reader.ts';
import { holidayRoutes } from './routes.ts';

/** Within the time a page waits for its answer. */
const timeoutMs = 10_000;
const bytesMax = 2 * 1024 * 1024;

export function holidayFeature({ core, outboundHosts }: Ground): Feature {
  const allowedHosts = outboundHosts ?? [];
  const fetch = createGuardedFetch({ ...outboundDefaults, allowedHosts, timeoutMs, bytesMax });
  return { routes: holidayRoutes({ core, sources: { reader: createHolidayReader(), fetch } }) };
}
