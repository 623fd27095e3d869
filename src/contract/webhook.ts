import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText, pageOf, pageQuery } from './page.ts';

/** What an endpoint may ask to be told. Every one is an event of a ticket or of its escalations. */
export const webhookEventTypes = [
  'ticket.created',
  'ticket.state_changed',
  'ticket.priority_changed',
  'ticket.assigned',
  'ticket.tags_changed',
  'ticket.merged',
  'ticket.split',
  'message.received',
  'message.sent',
  'message.failed',
  'message.resent',
  'call.logged',
  'clock.mark_reached',
  'clock.breached',
  'escalation.started',
  'hop.offered',
  'hop.acknowledged',
  'hop.unacknowledged',
  'hop.ended',
  'escalation.closed',
  'feedback.received',
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** What is posted (Standard Webhooks): no words of a customer's and no note ever stand in it. */
export const webhookEvent = z
  .object({
    type: z.string(),
    timestamp: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof webhookEvent>;

export const webhookEndpoint = z
  .object({
    id: idText,
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(z.enum(webhookEventTypes)),
    isEnabled: z.boolean(),
    /** Since when nothing has arrived there; null while all is well. */
    failingSince: z.string().nullable(),
    /** Why Belay switched it off, in a sentence; null when a person did or it is on. */
    disabledReason: z.string().nullable(),
    createdByName: z.string().nullable(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;

export const listWebhookEndpoints = endpoint({
  method: 'GET',
  url: '/api/v1/webhook-endpoints',
  summary: 'The addresses that Belay calls when something happens.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  schema: { response: z.object({ items: z.array(webhookEndpoint) }) },
});

const endpointFields = {
  url: z.url().max(2000),
  description: z.string().trim().max(200),
  eventTypes: z.array(z.enum(webhookEventTypes)).min(1),
  isEnabled: z.boolean(),
};

const freshSecret = z.object({ endpoint: webhookEndpoint, secret: z.string() });

export const createWebhookEndpoint = endpoint({
  method: 'POST',
  url: '/api/v1/webhook-endpoints',
  summary: 'Have an address called. The secret that signs the calls is in this answer only.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  status: 201,
  schema: {
    body: z.object({
      ...endpointFields,
      description: endpointFields.description.default(''),
      isEnabled: endpointFields.isEnabled.default(true),
    }),
    response: freshSecret,
  },
});

const params = z.object({ endpointId: idText });

export const updateWebhookEndpoint = endpoint({
  method: 'PATCH',
  url: '/api/v1/webhook-endpoints/:endpointId',
  summary: 'Change an endpoint, or switch it off or on again.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  schema: { params, body: z.object(endpointFields).partial(), response: webhookEndpoint },
});

export const deleteWebhookEndpoint = endpoint({
  method: 'DELETE',
  url: '/api/v1/webhook-endpoints/:endpointId',
  summary: 'Call an address no more, not even with what still waits.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  schema: { params },
});

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  url: '/api/v1/webhook-endpoints/:endpointId/secret',
  summary: 'Make a new secret. Calls are signed with the old one too for 24 hours.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  status: 201,
  schema: { params, response: freshSecret },
});

export const testWebhookEndpoint = endpoint({
  method: 'POST',
  url: '/api/v1/webhook-endpoints/:endpointId/test',
  summary: 'Call the address now with a `webhook.test` event and say what it answered.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  schema: {
    params,
    response: z.object({
      isDelivered: z.boolean(),
      /** The HTTP status; null when there was no answer. */
      status: z.int().nullable(),
      problem: z.string().nullable(),
    }),
  },
});

export const webhookDelivery = z
  .object({
    id: idText,
    /** Null for a call that a policy's mark asked for by its address. */
    endpointId: idText.nullable(),
    url: z.string(),
    event: webhookEvent,
    ticketId: idText.nullable(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed', 'cancelled']),
    attempts: z.int(),
    /** When it is tried next; null when it is not. */
    nextAttemptAt: z.string().nullable(),
    /** What went wrong the last time, in a sentence. */
    lastProblem: z.string().nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  url: '/api/v1/webhook-deliveries',
  summary: 'What was sent, what waits and what failed, the newest first.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  schema: {
    query: pageQuery.extend({ endpointId: idText.optional() }),
    response: pageOf(webhookDelivery),
  },
});

export const replayWebhookDelivery = endpoint({
  method: 'POST',
  url: '/api/v1/webhook-deliveries/:deliveryId/replay',
  summary: 'Send it again, under the same id, so that the receiver can tell.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: 'webhooks:write',
  status: 202,
  schema: { params: z.object({ deliveryId: idText }), response: webhookDelivery },
});

export const readPolicySecret = endpoint({
  method: 'GET',
  url: '/api/v1/webhook-policy-secret',
  summary: 'What signs the calls of policies to addresses that are no endpoint.',
  tag: 'webhooks',
  permission: 'webhook.manage',
  scope: null,
  schema: { response: z.object({ secret: z.string() }) },
});
