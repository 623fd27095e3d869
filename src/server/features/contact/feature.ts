import type { Feature } from '#server/feature.ts';
import { contactRoutes } from './contact-routes.ts';
import type { ContactGround } from './ground.ts';
import { organizationRoutes } from './organization-routes.ts';
import { guardContacts } from './visibility.ts';

/** Customers and their organizations. */
export function contactFeature(ground: ContactGround): Feature {
  guardContacts(ground.gate, ground.core.db);
  return { routes: [...contactRoutes(ground), ...organizationRoutes(ground)] };
}
