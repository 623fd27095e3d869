import { z } from 'zod';
import { webhookEvent } from '#contract/webhook.ts';

/** What a row of the outbox holds for one call. */
export const webhookPayload = z.object({
  /** Null when a policy's mark named the address. */
  endpointId: z.string().nullable(),
  /** Where it was to go when it happened; an endpoint's current address goes before it. */
  url: z.string(),
  event: webhookEvent,
});
export type WebhookPayload = z.infer<typeof webhookPayload>;
