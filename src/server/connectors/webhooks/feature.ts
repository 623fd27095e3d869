import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { createGuardedFetch, outboundDefaults } from '#server/platform/outbound/guarded-fetch.ts';
import { createWebhookListener } from './change-listener.ts';
import { webhookDelivery } from './deliver.ts';
import { webhookRoutes } from './routes.ts';

/** Tells other programs what happens here, signed, until they have heard it. */
export function webhookFeature(ground: Ground): Feature {
  const allowedHosts = ground.outboundHosts ?? [];
  // A redirect is a failure by Standard Webhooks; what an address answers is not kept.
  const fetch = createGuardedFetch({
    ...outboundDefaults,
    allowedHosts,
    redirectsMax: 0,
    bytesMax: 64 * 1024,
  });
  return {
    routes: webhookRoutes({ ...ground, fetch, allowedHosts }),
    outboxHandlers: new Map([['webhook', webhookDelivery({ ...ground, fetch })]]),
    changeListeners: [createWebhookListener(ground.baseUrl)],
  };
}
