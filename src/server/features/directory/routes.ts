import { readDirectory } from '#contract/directory.ts';
import type { Db } from '#server/platform/db/database.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { readDirectoryOf } from './read-directory.ts';

export function directoryRoutes(parts: { readonly db: Db }): readonly Route[] {
  return [
    route({
      ...readDirectory,
      handler: ({ actor }) => readDirectoryOf(parts.db, actor.workspaceId),
    }),
  ];
}
