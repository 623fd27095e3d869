import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { calendarRoutes } from './routes.ts';

export function calendarFeature({ core }: Ground): Feature {
  return { routes: calendarRoutes(core) };
}
