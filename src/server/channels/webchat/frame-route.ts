import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Ground } from '#server/belay.ts';
import type { WebchatChannel } from '#server/features/channel/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { widgetFramePolicy } from '#server/platform/http/policy.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { allowedOrigins, channelByKey } from './find-channel.ts';

const page = path.join(import.meta.dirname, '../../../../dist/widget/ui/index.html');

/**
 * The widget's own page. It is the only way to it, since its policy names the sites that may show
 * it: the browser itself then refuses all others, and a visitor's conversation stays out of a frame
 * that lies about where it is.
 */
export function frameRoute(ground: Ground): Route {
  return route({
    method: 'GET',
    url: '/widget/frame/:key',
    summary: 'The page that the widget puts into its frame.',
    permission: 'public',
    scope: null,
    isHidden: true,
    produces: 'text/html; charset=utf-8',
    errors: ['not_found'],
    schema: { params: z.object({ key: z.string().min(1).max(64) }) },
    handler: async ({ params, reply }) => {
      const channel = await channelByKey(ground, params.key);
      reply.removeHeader('x-frame-options').headers({
        'content-security-policy': framePolicy(channel),
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-cache',
      });
      return readPage();
    },
  });
}

/** What the page may load, and on which sites it may be shown; Belay's own demonstration is one. */
export function framePolicy(channel: WebchatChannel): string {
  const origins = allowedOrigins(channel);
  if (origins.length === 0) return widgetFramePolicy;
  return widgetFramePolicy.replace(
    /frame-ancestors [^;]*/,
    `frame-ancestors 'self' ${origins.join(' ')}`,
  );
}

async function readPage(): Promise<string> {
  try {
    return await readFile(page, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new RequestRefused('not_found');
    }
    throw error;
  }
}
