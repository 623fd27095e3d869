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
