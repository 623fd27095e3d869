import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
  readPolicySecret,
  replayWebhookDelivery,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from '#contract/webhook.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { newId } from '#server/platform/ids.ts';
import { type GuardedFetch, requireCallable } from '#server/platform/outbound/guarded-fetch.ts';
import { callWebhook } from './call.ts';
import { readDeliveries, replayDelivery } from './deliveries.ts';
import {
  changeEndpoint,
  dropEndpoint,
  findEndpoint,
  makeEndpoint,
  readEndpoints,
  readSecrets,
  rotateSecret,
} from './endpoints.ts';
import { policySecret, signingSecrets } from './secret.ts';

export type WebhookRouteParts = Pick<Ground, 'core' | 'sealer' | 'secret'> & {
  readonly fetch: GuardedFetch;
  readonly allowedHosts: readonly string[];
};

/** Who is called when something happens, and how that went. */
export function webhookRoutes(parts: WebhookRouteParts): readonly Route[] {
  return [...endpointRoutes(parts), ...secretRoutes(parts), ...deliveryRoutes(parts)];
}

function endpointRoutes({ core, sealer, allowedHosts }: WebhookRouteParts): readonly Route[] {
  const { db, clock } = core;
  return [
    route({
      ...listWebhookEndpoints,
      handler: async ({ actor: { workspaceId } }) => ({
        items: await readEndpoints(db, { workspaceId }),
      }),
    }),
    route({
      ...createWebhookEndpoint,
      errors: ['address_refused'],
      answersSecret: true,
      handler: async ({ actor, body, request }) => {
        requireCallable(body.url, allowedHosts);
        const asked = { actor, address: request.ip, now: clock.now(), endpoint: body };
        const made = await core.commit((tx) => makeEndpoint(tx, sealer, asked));
        const { workspaceId } = actor;
        const { endpointId, secret } = made;
        return { endpoint: await findEndpoint(db, { workspaceId, endpointId }), secret };
      },
    }),
    route({
      ...updateWebhookEndpoint,
      errors: ['not_found', 'address_refused', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch, request }) => {
        if (body.url !== undefined) requireCallable(body.url, allowedHosts);
        const asked = { actor, address: request.ip, now: clock.now(), ...params };
        await core.commit((tx) => changeEndpoint(tx, { ...asked, change: body, version: ifMatch }));
        return findEndpoint(db, { workspaceId: actor.workspaceId, ...params });
      },
    }),
    route({
      ...deleteWebhookEndpoint,
      errors: ['not_found'],
      handler: async ({ actor, params, request }) => {
        const asked = { actor, address: request.ip, now: clock.now(), ...params };
        await core.commit((tx) => dropEndpoint(tx, asked));
      },
    }),
  ];
}

function secretRoutes({ core, sealer, secret, fetch }: WebhookRouteParts): readonly Route[] {
  const { db, clock } = core;
  return [
    route({
      ...rotateWebhookSecret,
      errors: ['not_found'],
      answersSecret: true,
      handler: async ({ actor, params, request }) => {
        const asked = { actor, address: request.ip, now: clock.now(), ...params };
        const fresh = await core.commit((tx) => rotateSecret(tx, sealer, asked));
        const { workspaceId } = actor;
        return { endpoint: await findEndpoint(db, { workspaceId, ...params }), secret: fresh };
      },
    }),
    route({
      ...testWebhookEndpoint,
      errors: ['not_found'],
      perMinute: 30,
      handler: async ({ actor, params }) => {
        const which = { workspaceId: actor.workspaceId, ...params };
        const { url } = await findEndpoint(db, which);
        const now = clock.now();
        const secrets = signingSecrets(await readSecrets(db, sealer, which), now);
        const event = { type: 'webhook.test', timestamp: toIso(now), data: { ...params } };
        return callWebhook(fetch, { id: newId(), url, event, secrets, now });
      },
    }),
    route({
      ...readPolicySecret,
      handler: async ({ actor }) => ({ secret: policySecret(secret, actor.workspaceId) }),
    }),
  ];
}

function deliveryRoutes({ core }: WebhookRouteParts): readonly Route[] {
  return [
    route({
      ...listWebhookDeliveries,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) =>
        readDeliveries(core.db, { workspaceId: actor.workspaceId, ...query }),
    }),
    route({
      ...replayWebhookDelivery,
      errors: ['not_found'],
      handler: ({ actor, params }) =>
        core.commit((tx) =>
          replayDelivery(tx, {
            workspaceId: actor.workspaceId,
            deliveryId: params.deliveryId,
            now: core.clock.now(),
          }),
        ),
    }),
  ];
}
