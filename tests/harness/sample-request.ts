import { z } from 'zod';

/*
 * Makes a request that an operation of the OpenAPI document accepts: the smallest body its schema
 * allows, with ids chosen by the caller, so that a test can knock at every door with them.
 */

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaShape>;

export type SampleOptions = {
  /** The document's components, for `$ref`. */
  readonly schemas: Readonly<Record<string, unknown>>;
  /** The id for a property or parameter of this name; null when the name is no id of ours. */
  readonly idFor: (name: string) => string | null;
  /** Gives every property, and one element to every list. */
  readonly isWhole?: boolean;
};

/** The smallest value that fits. Properties that hold an id of ours are filled though optional. */
export function sampleOf(raw: unknown, options: SampleOptions, name = ''): unknown {
  const schema = resolve(raw, options);
  const id = options.idFor(name);
  if (id !== null && holdsId(schema, options)) return id;
  const choice = schema.oneOf?.[0] ?? firstNotNull(schema.anyOf, options);
  if (choice !== undefined) return sampleOf(choice, options, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const type = Array.isArray(schema.type)
    ? schema.type.find((each) => each !== 'null')
    : schema.type;
  switch (type) {
    case 'object':
      return sampleObject(schema, options);
    case 'array':
      return sampleArray(schema, options, name);
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject(schema: Schema, options: SampleOptions): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    properties
      .filter(
        ([name]) =>
          options.isWhole === true ||
          schema.required?.includes(name) === true ||
          options.idFor(name) !== null,
      )
      .map(([name, each]) => [name, sampleOf(each, options, name)]),
  );
}

/** `ticketIds` holds ids of what `ticketId` names. */
function sampleArray(schema: Schema, options: SampleOptions, name: string): unknown[] {
  const singular = name.replace(/s$/, '');
  const isOfIds = options.idFor(singular) !== null;
  if ((schema.minItems ?? 0) === 0 && !isOfIds && options.isWhole !== true) return [];
  return [sampleOf(schema.items, options, singular)];
}

function sampleText(schema: Schema): string {
  if (schema.format === 'date-time') return '2030-01-01T00:00:00.000Z';
  if (schema.format === 'uuid') return '00000000-0000-7000-8000-000000000000';
  if (schema.format === 'email') return 'someone@customer.example';
  return 'some words'.padEnd(schema.minLength ?? 0, '.');
}

function holdsId(schema: Schema, options: SampleOptions): boolean {
  if (schema.format === 'uuid') return true;
  return (schema.anyOf ?? []).some((each) => holdsId(resolve(each, options), options));
}

function firstNotNull(choices: Schema['anyOf'], options: SampleOptions): unknown {
  return choices?.find((each) => resolve(each, options).type !== 'null');
}

function resolve(raw: unknown, options: SampleOptions): Schema {
  const schema = schemaShape.parse(raw ?? {});
  if (schema.$ref === undefined) return schema;
  return resolve(options.schemas[schema.$ref.split('/').at(-1) ?? ''], options);
}
