import { z } from 'zod';

/** One field that the request got wrong. `path` is dotted, with indexes: `items.2.name`. */
export const fieldProblem = z
  .object({
    path: z.string(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof fieldProblem>;

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * Every error answer (RFC 9457, `application/problem+json`). Programs branch on `code`, which never
 * changes its meaning; `wayOut` says what the caller may do now.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    wayOut: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    /** Facts for the person's next choice, such as the limit that was reached. */
    facts: z.record(z.string(), fact).optional(),
    fields: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

export const problemMediaType = 'application/problem+json';
