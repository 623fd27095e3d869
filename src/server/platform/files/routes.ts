import { z } from 'zod';
import type { Instant } from '#domain/kernel/instant.ts';
import { RequestRefused } from '../errors/refused.ts';
import { type Route, route } from '../http/route.ts';
import { sendDownload } from './download.ts';
import type { FileStore } from './file-store.ts';
import type { FileLinks } from './link.ts';

export type FileRouteParts = {
  readonly files: FileStore;
  readonly links: FileLinks;
  readonly now: () => Instant;
};

/** The address of a signed link. Relative, so that it works under any base URL. */
export function fileLinkPath(token: string): string {
  return `/files/${token}`;
}

/** Opens signed links. The link is the whole proof: cookies play no part. */
export function fileRoutes(parts: FileRouteParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: '/files/:token',
      summary: 'Opens a file by a signed link that expires.',
      tag: 'attachments',
      permission: 'public',
      scope: null,
      produces: 'application/octet-stream',
      isCrossOrigin: true,
      errors: ['link_invalid'],
      schema: { params: z.object({ token: z.string().min(1).max(2000) }) },
      handler: async ({ params, reply }) => {
        const link = parts.links.read(params.token, parts.now());
        if (link === null) throw new RequestRefused('link_invalid');
        const file = await parts.files.open(link.key);
        if (file === null) throw new RequestRefused('not_found');
        return sendDownload(reply, { ...file, ...link, wantsInline: true });
      },
    }),
  ];
}
