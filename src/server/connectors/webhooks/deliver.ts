import { sql } from 'kysely';
import { hourMs, type Instant, minuteMs } from '#domain/kernel/instant.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import type { GuardedFetch } from '#server/platform/outbound/guarded-fetch.ts';
import type { Delivery, OutboxHandler, OutboxRow } from '#server/platform/outbox.ts';
import type { Sealer } from '#server/platform/seal.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import { callWebhook } from './call.ts';
import { webhookPayload } from './payload.ts';
import { endpointSecrets, policySecret, signingSecrets } from './secret.ts';

/** What waits before each further try: the schedule that Standard Webhooks advises. */
const retryDelaysMs = [
  5000,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

/** The far side says that it wants no more (RFC 9110; Standard Webhooks has the sender stop). */
const gone = 410;

export type DeliverParts = {
  readonly db: Db;
  readonly clock: { now(): Instant };
  readonly sealer: Sealer;
  /** BELAY_SECRET, for the calls of policies. */
  readonly secret: string;
  readonly fetch: GuardedFetch;
};

/**
 * Makes the calls. A call that fails is tried ten times over three days; then its endpoint is
 * switched off and whoever made it is told, since it has heard nothing for three days.
 */
export function webhookDelivery(parts: DeliverParts): OutboxHandler {
  return {
    isSlow: true,
    deliver: (row) => deliver(parts, row),
    settle: (tx, row, delivery) => settle(parts, tx, { row, delivery }),
  };
}

async function deliver(parts: DeliverParts, row: OutboxRow): Promise<Delivery> {
  const target = await targetOf(parts, row);
  if (target === null) return { outcome: 'failed', reason: switchedOff };
  const { event } = webhookPayload.parse(row.payload);
  const answer = await callWebhook(parts.fetch, {
    id: row.id,
    event,
    now: parts.clock.now(),
    ...target,
  });
  if (answer.isDelivered) return { outcome: 'sent' };
  const reason = answer.problem ?? 'The call failed.';
  const delayMs = retryDelaysMs[row.attempt - 1];
  if (delayMs === undefined || answer.status === gone) return { outcome: 'failed', reason };
  return { outcome: 'retry', afterMs: Math.max(delayMs, answer.retryAfterMs ?? 0), reason };
}

const switchedOff = 'The endpoint is switched off or gone.';

type Target = { readonly url: string; readonly secrets: readonly string[] };

/** An endpoint's own address and secrets as they are now; null when it takes no calls. */
async function targetOf(parts: DeliverParts, row: OutboxRow): Promise<Target | null> {
  const { endpointId, url } = webhookPayload.parse(row.payload);
  const { rows } = await sql<{ url: string; sealed: string }>`
    select url, sealed_secret as sealed
    from webhook_endpoint
    where workspace_id = ${row.workspaceId}
      and is_enabled
      and ${endpointId === null ? sql`url = ${url}` : sql`id = ${endpointId}`}
    limit 1
  `.execute(parts.db);
  const found = rows[0];
  if (found !== undefined) {
    const secrets = endpointSecrets.parse(parts.sealer.open(found.sealed));
    return { url: found.url, secrets: signingSecrets(secrets, parts.clock.now()) };
  }
  if (endpointId !== null) return null;
  return { url, secrets: [policySecret(parts.secret, row.workspaceId)] };
}

type Settled = { readonly row: OutboxRow; readonly delivery: Delivery };

async function settle(parts: DeliverParts, tx: Tx, { row, delivery }: Settled): Promise<void> {
  const { endpointId } = webhookPayload.parse(row.payload);
  if (endpointId === null) return;
  const now = parts.clock.now();
  if (delivery.outcome === 'failed') {
    if (delivery.reason === switchedOff) return;
    return disable(tx, { row, endpointId, reason: delivery.reason, now });
  }
  const isFailing = delivery.outcome === 'retry';
  await sql`
    update webhook_endpoint
    set failing_since = ${isFailing ? at(now) : null}
    where workspace_id = ${row.workspaceId}
      and id = ${endpointId}
      and (failing_since is null) = ${isFailing}
  `.execute(tx);
}

type Disabling = {
  readonly row: OutboxRow;
  readonly endpointId: string;
  readonly reason: string;
  readonly now: Instant;
};

/** Once: of many calls that fail on one day only the first finds the endpoint still on. */
async function disable(tx: Tx, part: Disabling): Promise<void> {
  const { row, endpointId, reason, now } = part;
  const { workspaceId } = row;
  const { rows } = await sql<{ url: string; createdBy: string | null }>`
    update webhook_endpoint
    set
      is_enabled = false,
      disabled_reason = ${reason},
      failing_since = coalesce(failing_since, ${at(now)}),
      version = version + 1,
      updated_at = ${at(now)}
    where workspace_id = ${workspaceId}
      and id = ${endpointId}
      and is_enabled
    returning url, created_by as "createdBy"
  `.execute(tx);
  const endpoint = rows[0];
  if (endpoint === undefined) return;
  await recordAudit(tx, {
    workspaceId,
    actor: { kind: 'system' },
    action: 'webhook.disabled',
    subject: { kind: 'webhook', id: endpointId },
    details: { url: endpoint.url, reason },
    now,
  });
  await tell(tx, { ...part, ...endpoint });
}

/** Whoever made the endpoint; all admins when they are here no more. */
async function tell(
  tx: Tx,
  part: Disabling & { readonly url: string; readonly createdBy: string | null },
): Promise<void> {
  const { workspaceId } = part.row;
  const { rows } = await sql<{ id: string; isMaker: boolean }>`
    select id, id = ${part.createdBy} as "isMaker"
    from agent
    where workspace_id = ${workspaceId}
      and is_active
      and (id = ${part.createdBy} or role = 'admin')
    order by id
  `.execute(tx);
  const maker = rows.filter(({ isMaker }) => isMaker);
  const { endpointId, url, reason } = part;
  const payload = json({ event: { type: 'webhook.disabled', endpointId, url, reason } });
  for (const { id } of maker.length > 0 ? maker : rows) {
    await sql`
      insert into notification (workspace_id, id, agent_id, about, urgency, payload, created_at)
      values (
        ${workspaceId}, ${newId()}, ${id}, 'webhook_disabled', 'normal', ${payload}, ${at(part.now)}
      )
    `.execute(tx);
  }
}
