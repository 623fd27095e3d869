import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { docsPage, docsStyle } from './docs-page.ts';
import { openApiDocument } from './openapi-document.ts';

const openApiUrl = '/api/v1/openapi.json';
const docsUrl = '/api/v1/docs';
const docsStyleUrl = '/api/v1/docs/page.css';

/** Watches the routes that are declared after it, and makes the OpenAPI document of them. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Belay',
        version,
        description:
          'The API of Belay. Errors are problem documents (RFC 9457) with a stable `code`. ' +
          'Lists answer `items` and `nextCursor`. Every POST honours `Idempotency-Key`; things ' +
          'with a `version` honour `If-Match`. Each answer carries `Belay-Server-Time`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with scopes.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-belay.session_token',
            description: 'The session of the desk; changes must come from its own origin.',
          },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  mountDocs(app);
}

/** The document itself, and a page of our own to read it: no script, nothing from elsewhere. */
function mountDocs(app: FastifyInstance): void {
  const schema = { hide: true };
  app.get(openApiUrl, { schema }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8');
    return JSON.stringify(openApiDocument(app));
  });
  app.get(docsUrl, { schema }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
    return docsPage(openApiDocument(app), { style: docsStyleUrl, document: openApiUrl });
  });
  app.get(docsStyleUrl, { schema }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8');
    return docsStyle;
  });
}
