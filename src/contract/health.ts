import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** One thing that is wrong, in a sentence, with how to mend it. */
export const healthIssue = z
  .object({
    /** The check that found it, and a stable code under which the desk finds its words. */
    check: z.string(),
    code: z.string(),
    severity: z.enum(['warning', 'critical']),
    sentence: z.string(),
    mend: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'HealthIssue' });
export type HealthIssue = z.infer<typeof healthIssue>;

export const health = z
  .object({
    /** `well` without issues, `degraded` with warnings, `ill` with a critical one. */
    status: z.enum(['well', 'degraded', 'ill']),
    version: z.string(),
    serverTime: z.string(),
    startedAt: z.string(),
    issues: z.array(healthIssue),
    checks: z.array(z.object({ name: z.string(), milliseconds: z.number() })),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;

export const readHealth = endpoint({
  method: 'GET',
  url: '/api/v1/health',
  summary: 'Says in sentences what is wrong with this installation, and how to mend it.',
  tag: 'health',
  permission: 'health.read',
  scope: 'settings:read',
  schema: { response: health },
});

/** Upper ends of the steps of lateness, in milliseconds; what is later than all of them is last. */
export const latenessBoundsMs = [10, 50, 100, 250, 500, 1000, 5000, 10_000] as const;

/** Over how many hours back lateness is looked at. */
export const latenessHours = ['24', '168'] as const;

/**
 * How long after its moment each thing that fell due was fired: `detected_at` − `breached_at` of a
 * breach (C37). Read from what every process wrote, so that a restart forgets nothing.
 */
export const lateness = z
  .object({
    since: z.string(),
    until: z.string(),
    count: z.number().int(),
    /** Half, and 99 of 100, were fired within this; null where nothing was. */
    p50Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    maxMs: z.number().nullable(),
    /** From early to late; `upToMs` belongs to the step, and is null for the last. */
    buckets: z.array(z.object({ upToMs: z.number().nullable(), count: z.number().int() })),
    /** What is past its moment by more than a second and has not fired at all. */
    overdue: z.object({ count: z.number().int(), longestMs: z.number().nullable() }),
  })
  .meta({ id: 'Lateness' });
export type Lateness = z.infer<typeof lateness>;

export const readLateness = endpoint({
  method: 'GET',
  url: '/api/v1/health/lateness',
  summary: 'How late what fell due on tickets was fired, as a histogram with percentiles.',
  tag: 'health',
  permission: 'health.read',
  scope: 'settings:read',
  schema: {
    query: z.object({ hours: z.enum(latenessHours).default('24') }),
    response: lateness,
  },
});
