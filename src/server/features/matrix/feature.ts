import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { matrixRoutes } from './routes.ts';

export function matrixFeature({ core, gate }: Ground): Feature {
  return { routes: matrixRoutes(core, gate) };
}
