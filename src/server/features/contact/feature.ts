import type { Feature } from '#server/feature.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import { contactRoutes } from './contact-routes.ts';
import { organizationRoutes } from './organization-routes.ts';
import { guardContacts } from './visibility.ts';

/** What customers stand on. */
export type ContactGround = {
  readonly core: WriteCore;
  readonly gate: AccessGate;
  readonly files: FileStore;
};

/** Customers and their organizations. */
export function contactFeature(ground: ContactGround): Feature {
  guardContacts(ground.gate, ground.core.db);
  return { routes: [...contactRoutes(ground), ...organizationRoutes(ground)] };
}
