import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from './error-handler.ts';
import { demonstrationPolicy } from './policy.ts';

/** A folder of built files and the addresses it answers. */
export type Pages = {
  /** Where the build put them, absolute. A folder that is not there answers nothing. */
  readonly folder: string;
  /** With slashes at both ends: `/` or `/widget/`. */
  readonly prefix: string;
  /**
   * Which page answers an address that no file has, by its beginning; the longest one wins. So a
   * link into the desk opens the desk, and one into the portal the portal.
   */
  readonly entries: readonly { readonly prefix: string; readonly file: string }[];
  /** Sites of customers load these files. No page among them is for their frames. */
  readonly isEmbeddable: boolean;
};

type Found = { readonly pages: Pages; readonly file: string };

const compress = promisify(brotliCompress);
/** 5 of 11: within 6 % of the size of 9 on our bundles, at a tenth of the time. */
const brotliQuality = 5;
const textFile = /\.(?:js|css|html|json|svg|map|webmanifest)$/;
/**
 * What only a file is called, so that an absent one is not answered with a page. The tokens of
 * links have a dot in them too, and must reach their page: a rating link is `/rate/<id>.<signature>`.
 */
const fileAddress = /\.[a-z][a-z0-9]{0,4}$|\.webmanifest$/;
/** Vite names such files by their content, so that they never change. */
const hashedFile = /-[\w-]{8,}\.\w+$/;

/**
 * Serves the built pages: files by name, and the entry page for every other address outside
 * `/api/`. Only files found at start are served, so that no path can lead out of the folder.
 */
export async function registerPages(app: FastifyInstance, all: readonly Pages[]): Promise<void> {
  await app.register(fastifyStatic, { root: path.resolve('/'), serve: false });
  const files = new Map(all.map((pages) => [pages, filesOf(pages.folder)]));
  const squeezed = new Map<string, Promise<Buffer>>();

  app.setNotFoundHandler(async (request, reply) => {
    const found = find(request, files);
    if (found === null) return notFound(request, reply);
    const full = path.join(found.pages.folder, found.file);
    prepare(reply, found);
    if (!textFile.test(found.file)) return reply.sendFile(full.slice(1), { cacheControl: false });
    reply.type(mediaTypeOf(found.file)).header('vary', 'accept-encoding');
    if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return readFileSync(full);
    const known = squeezed.get(full) ?? squeeze(full);
    squeezed.set(full, known);
    return reply.header('content-encoding', 'br').send(await known);
  });
}

function find(
  request: FastifyRequest,
  files: ReadonlyMap<Pages, ReadonlySet<string>>,
): Found | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const address = decode(request.url.split('?')[0] ?? '/');
  if (address === null || address.startsWith('/api/') || address.startsWith('/__test/'))
    return null;
  const byPrefix = [...files].toSorted(([a], [b]) => b.prefix.length - a.prefix.length);
  for (const [pages, names] of byPrefix) {
    if (!address.startsWith(pages.prefix)) continue;
    const name = address.slice(pages.prefix.length);
    if (names.has(name)) return { pages, file: name };
    const file = entryOf(pages, address);
    if (file !== null && names.has(file) && !fileAddress.test(name)) return { pages, file };
  }
  return null;
}

function entryOf(pages: Pages, address: string): string | null {
  const fitting = pages.entries.filter(({ prefix }) => address.startsWith(prefix));
  const longest = fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
  return longest?.file ?? null;
}

function prepare(reply: FastifyReply, found: Found): void {
  const isForever = hashedFile.test(found.file) && !found.file.endsWith('.html');
  reply
    .code(200)
    .header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (!found.pages.isEmbeddable) return;
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (!found.file.endsWith('.html')) return;
  reply.header('content-security-policy', demonstrationPolicy);
}

async function squeeze(full: string): Promise<Buffer> {
  return compress(readFileSync(full), {
    params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality },
  });
}

function filesOf(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new Set(
      files.map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      ),
    );
  } catch (error) {
    // Not built: the API serves on, and health says so.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set();
    throw error;
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
};

function mediaTypeOf(file: string): string {
  return mediaTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

function decode(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    // A broken escape names no file of ours.
    return null;
  }
}
