import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  createWebhookEndpoint,
  updateWebhookEndpoint,
  WebhookEndpoint,
} from '#contract/webhook.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import type { Sealer } from '#server/platform/seal.ts';
import { endpointSecrets, freshSecrets, rotated } from './secret.ts';

export type Asked = {
  readonly actor: StaffActor;
  readonly address: string | null;
  readonly now: Instant;
};
type NewEndpoint = z.output<typeof createWebhookEndpoint.schema.body>;
type EndpointChange = z.output<typeof updateWebhookEndpoint.schema.body>;
type Which = { readonly workspaceId: WorkspaceId; readonly endpointId?: string };

type Row = Omit<WebhookEndpoint, 'failingSince' | 'createdAt'> & {
  readonly failingSince: Instant | null;
  readonly createdAt: Instant;
};

/** The endpoints in the order in which they were made; one of them when an id is given. */
export async function readEndpoints(db: Db, which: Which): Promise<WebhookEndpoint[]> {
  const { rows } = await sql<Row>`
    select
      e.id,
      e.url,
      e.description,
      e.event_types as "eventTypes",
      e.is_enabled as "isEnabled",
      e.failing_since as "failingSince",
      e.disabled_reason as "disabledReason",
      a.name as "createdByName",
      e.created_at as "createdAt",
      e.version
    from webhook_endpoint e
    left join agent a on a.workspace_id = e.workspace_id and a.id = e.created_by
    where e.workspace_id = ${which.workspaceId}
      and (${which.endpointId ?? null}::uuid is null or e.id = ${which.endpointId ?? null})
    order by e.created_at, e.id
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    failingSince: row.failingSince === null ? null : toIso(row.failingSince),
    createdAt: toIso(row.createdAt),
  }));
}

/** One endpoint; throws `not_found` when the workspace has no such one. */
export async function findEndpoint(db: Db, which: Required<Which>): Promise<WebhookEndpoint> {
  const [found] = await readEndpoints(db, which);
  if (found === undefined) throw new RequestRefused('not_found');
  return found;
}

/** Makes an endpoint; yields its id and the secret, which is shown this once. */
export async function makeEndpoint(
  tx: Tx,
  sealer: Sealer,
  asked: Asked & { readonly endpoint: NewEndpoint },
): Promise<{ endpointId: string; secret: string }> {
  const { actor, endpoint, now } = asked;
  const endpointId = newId();
  const secrets = freshSecrets();
  await sql`
    insert into webhook_endpoint (
      workspace_id, id, url, description, event_types, sealed_secret, is_enabled, created_by,
      created_at, updated_at
    )
    values (
      ${actor.workspaceId}, ${endpointId}, ${endpoint.url}, ${endpoint.description},
      ${[...new Set(endpoint.eventTypes)]}, ${sealer.seal(secrets)}, ${endpoint.isEnabled},
      ${actor.agentId}, ${at(now)}, ${at(now)}
    )
  `.execute(tx);
  await note(tx, asked, { action: 'webhook.created', endpointId, url: endpoint.url });
  return { endpointId, secret: secrets.secret };
}

/** Changes an endpoint. Switching it on again forgets why it was off. */
export async function changeEndpoint(
  tx: Tx,
  asked: Asked & {
    readonly endpointId: string;
    readonly change: EndpointChange;
    readonly version: number | null;
  },
): Promise<void> {
  const { actor, endpointId, change, version } = asked;
  const { rows } = await sql<{ version: number; url: string }>`
    select version, url
    from webhook_endpoint
    where workspace_id = ${actor.workspaceId}
      and id = ${endpointId}
    for update
  `.execute(tx);
  const before = rows[0];
  if (before === undefined) throw new RequestRefused('not_found');
  if (version !== null && version !== before.version) {
    throw new RequestRefused('version_mismatch', { facts: { version: before.version } });
  }
  const types = change.eventTypes === undefined ? null : [...new Set(change.eventTypes)];
  const isFresh = change.isEnabled === true || change.url !== undefined;
  await sql`
    update webhook_endpoint
    set
      url = coalesce(${change.url ?? null}, url),
      description = coalesce(${change.description ?? null}, description),
      event_types = coalesce(${types}::text[], event_types),
      is_enabled = coalesce(${change.isEnabled ?? null}::boolean, is_enabled),
      failing_since = case when ${isFresh} then null else failing_since end,
      disabled_reason = case when ${change.isEnabled !== undefined} then null else disabled_reason end,
      version = version + 1,
      updated_at = ${at(asked.now)}
    where workspace_id = ${actor.workspaceId}
      and id = ${endpointId}
  `.execute(tx);
  await note(tx, asked, { action: 'webhook.changed', endpointId, url: change.url ?? before.url });
}

/** Makes a new secret; the one before signs too for a day. */
export async function rotateSecret(
  tx: Tx,
  sealer: Sealer,
  asked: Asked & { readonly endpointId: string },
): Promise<string> {
  const { actor, endpointId, now } = asked;
  const { rows } = await sql<{ sealed: string; url: string }>`
    select sealed_secret as sealed, url
    from webhook_endpoint
    where workspace_id = ${actor.workspaceId}
      and id = ${endpointId}
    for update
  `.execute(tx);
  const before = rows[0];
  if (before === undefined) throw new RequestRefused('not_found');
  const secrets = rotated(endpointSecrets.parse(sealer.open(before.sealed)), now);
  await sql`
    update webhook_endpoint
    set
      sealed_secret = ${sealer.seal(secrets)},
      version = version + 1,
      updated_at = ${at(now)}
    where workspace_id = ${actor.workspaceId}
      and id = ${endpointId}
  `.execute(tx);
  await note(tx, asked, { action: 'webhook.secret_rotated', endpointId, url: before.url });
  return secrets.secret;
}

/** Removes an endpoint and takes back what still waits for it. */
export async function dropEndpoint(
  tx: Tx,
  asked: Asked & { readonly endpointId: string },
): Promise<void> {
  const { actor, endpointId, now } = asked;
  const { rows } = await sql<{ url: string }>`
    delete from webhook_endpoint
    where workspace_id = ${actor.workspaceId}
      and id = ${endpointId}
    returning url
  `.execute(tx);
  const dropped = rows[0];
  if (dropped === undefined) throw new RequestRefused('not_found');
  await sql`
    update outbox
    set
      state = 'cancelled',
      finished_at = ${at(now)}
    where workspace_id = ${actor.workspaceId}
      and kind = 'webhook'
      and payload ->> 'endpointId' = ${endpointId}
      and state = 'pending'
  `.execute(tx);
  await note(tx, asked, { action: 'webhook.deleted', endpointId, url: dropped.url });
}

/** Reads what signs the calls of an endpoint. */
export async function readSecrets(db: Db, sealer: Sealer, which: Required<Which>) {
  const { rows } = await sql<{ sealed: string }>`
    select sealed_secret as sealed
    from webhook_endpoint
    where workspace_id = ${which.workspaceId}
      and id = ${which.endpointId}
  `.execute(db);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('not_found');
  return endpointSecrets.parse(sealer.open(found.sealed));
}

async function note(
  tx: Tx,
  asked: Asked,
  entry: { readonly action: string; readonly endpointId: string; readonly url: string },
): Promise<void> {
  await recordAudit(tx, {
    workspaceId: asked.actor.workspaceId,
    actor: asked.actor,
    action: entry.action,
    subject: { kind: 'webhook', id: entry.endpointId },
    details: { url: entry.url },
    address: asked.address,
    now: asked.now,
  });
}
