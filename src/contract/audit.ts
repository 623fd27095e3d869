import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText, instantText, pageOf, pageQuery } from './page.ts';

/** Who did it. `nobody`: the act came without a proof of who asked, such as a failed sign-in. */
export const auditActorKinds = ['agent', 'api_key', 'contact', 'system', 'nobody'] as const;
export type AuditActorKind = (typeof auditActorKinds)[number];

export const auditEntry = z
  .object({
    id: idText,
    at: z.string(),
    actor: z.object({
      kind: z.enum(auditActorKinds),
      id: z.string().nullable(),
      /** The name the actor has now; null when there is none any more. */
      name: z.string().nullable(),
    }),
    /** Dotted and stable: `api_key.created`. */
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
    details: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAudit = endpoint({
  method: 'GET',
  url: '/api/v1/audit',
  summary: 'Every administrative and data-access act that matters, the newest first.',
  tag: 'audit',
  permission: 'audit.read',
  scope: 'audit:read',
  schema: {
    query: pageQuery.extend({
      actorId: idText.optional(),
      /** The whole name, or its first part: `api_key` finds `api_key.created` too. */
      action: z.string().min(1).max(80).optional(),
      subjectKind: z.string().min(1).max(40).optional(),
      subjectId: z.string().min(1).max(80).optional(),
      from: instantText.optional(),
      to: instantText.optional(),
    }),
    response: pageOf(auditEntry),
  },
});
