import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, type Instant, plusMs } from '#domain/kernel/instant.ts';

/** What is sealed for an endpoint. The one before signs too for a day, so that none is missed. */
export const endpointSecrets = z.object({
  secret: z.string(),
  previous: z.object({ secret: z.string(), until: z.number() }).nullable().default(null),
});
export type EndpointSecrets = z.infer<typeof endpointSecrets>;

/** A fresh secret as Standard Webhooks writes them: `whsec_` and 32 random bytes. */
export function freshSecrets(): EndpointSecrets {
  return { secret: `whsec_${randomBytes(32).toString('base64')}`, previous: null };
}

export function rotated(before: EndpointSecrets, now: Instant): EndpointSecrets {
  const until = plusMs(now, dayMs);
  return { ...freshSecrets(), previous: { secret: before.secret, until } };
}

/** All that sign a call now, the newest first. */
export function signingSecrets(secrets: EndpointSecrets, now: Instant): readonly string[] {
  const { secret, previous } = secrets;
  return previous !== null && previous.until > now ? [secret, previous.secret] : [secret];
}

/**
 * Signs what policies send to addresses that are no endpoint. It follows from BELAY_SECRET and the
 * workspace, so that it need not be kept, and is the same in every process.
 */
export function policySecret(belaySecret: string, workspaceId: WorkspaceId): string {
  const bytes = hkdfSync('sha256', belaySecret, workspaceId, 'webhooks of policies', 32);
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}
