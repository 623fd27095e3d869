import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { slaChangeHandlers } from './apply-change.ts';
import { policyRoutes } from './routes.ts';

export function policyFeature({ core, gate }: Ground): Feature {
  return { routes: policyRoutes(core, gate), timerHandlers: slaChangeHandlers(core) };
}
