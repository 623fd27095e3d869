import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown().optional(),
});

const content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));

const operation = z.looseObject({
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  parameters: z.array(parameter).default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })).default({}),
  'x-permission': z.string().default('public'),
  'x-scope': z.string().nullable().default(null),
  'x-errors': z.array(z.string()).default([]),
});
export type Operation = z.infer<typeof operation>;

const document = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
export type OpenApiDocument = z.infer<typeof document>;

/**
 * The OpenAPI 3.1 document of the routes that the app has. Call it when the app is ready. Paths and
 * schemas come in alphabetical order, so that the file in the repository changes only with the API.
 */
export function openApiDocument(app: FastifyInstance): OpenApiDocument {
  const made = document.parse(app.swagger());
  const used = reachableSchemas(made);
  const schemas = Object.entries(made.components.schemas).filter(([name]) => used.has(name));
  return {
    ...made,
    paths: inOrder(made.paths),
    components: { ...made.components, schemas: inOrder(Object.fromEntries(schemas)) },
  };
}

/**
 * The type provider emits each named schema twice, as input and as output, and those of contracts
 * that no route uses. Only what something refers to belongs in the document.
 */
function reachableSchemas(made: OpenApiDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (text: string): void => {
    for (const match of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const name = match[1];
      if (name === undefined || found.has(name)) continue;
      found.add(name);
      look(JSON.stringify(made.components.schemas[name] ?? null));
    }
  };
  look(JSON.stringify(made.paths));
  return found;
}

function inOrder<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}
