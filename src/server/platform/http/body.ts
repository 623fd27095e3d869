import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { mayBeUnstorable, storable } from '../db/storable-text.ts';
import { RequestRefused } from '../errors/refused.ts';
import { isTooDeep } from './json-depth.ts';

export const bodyLimitBytesDefault = 1024 * 1024;
/** One attachment, in a request of its own. */
export const fileLimitBytesDefault = 25 * 1024 * 1024;

/** Media types whose bytes a route takes as they are: a mail, an upload, a provider's webhook. */
const rawTypes = ['message/rfc822', 'application/octet-stream'];

/**
 * Reads bodies. JSON is parsed from bytes, so that a route may keep those for a signature; a body
 * that sets `__proto__` is refused. An empty JSON body counts as none.
 */
export async function registerBodies(app: FastifyInstance, fileLimitBytes: number): Promise<void> {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (request.routeOptions.config.route?.keepsRawBody === true) request.rawBody = body;
      const text = body.toString('utf8');
      if (text === '') done(null, undefined);
      else if (isTooDeep(text)) done(new RequestRefused('malformed_request'));
      else if (!mayBeUnstorable(text)) void parseJson(request, text, done);
      else void parseJson(request, text, (error, value) => done(error, storable(value)));
    },
  );
  app.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (request.routeOptions.config.route?.keepsRawBody === true) request.rawBody = body;
      done(null, storable(readForm(body.toString('utf8'))));
    },
  );
  app.addContentTypeParser<Buffer>(rawTypes, { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body;
    done(null, body);
  });
  await app.register(fastifyMultipart, {
    limits: {
      fileSize: fileLimitBytes,
      files: 10,
      fields: 50,
      parts: 60,
      fieldSize: bodyLimitBytesDefault,
      headerPairs: 100,
    },
  });
  app.addHook('preValidation', async (request) => {
    if (request.url.includes('%00')) request.query = storable(request.query);
    const declared = request.routeOptions.config.route;
    if (declared === undefined || !request.isMultipart()) return;
    if (declared.isMultipart !== true) throw new RequestRefused('media_type_unsupported');
  });
}

/** A form of a page without script. A field given twice is a list. */
function readForm(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  const names = [...new Set(fields.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
