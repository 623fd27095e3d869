import { listAudit } from '#contract/audit.ts';
import type { Db } from '#server/platform/db/database.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { listAuditEntries } from './queries.ts';

export function auditRoutes(parts: { readonly db: Db }): readonly Route[] {
  return [
    route({
      ...listAudit,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) => listAuditEntries(parts.db, actor.workspaceId, query),
    }),
  ];
}
