import { sql } from 'kysely';
import { z } from 'zod';
import type { Page } from '#contract/page.ts';
import type { WebhookDelivery } from '#contract/webhook.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';
import { webhookPayload } from './payload.ts';

type Row = {
  readonly id: string;
  readonly sequence: number;
  readonly payload: unknown;
  readonly ticketId: string | null;
  readonly state: 'pending' | 'sending' | 'sent' | 'failed' | 'cancelled';
  readonly attempts: number;
  readonly notBefore: Instant;
  readonly lastError: string | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
};

const order = 'webhook-deliveries';

const columns = sql`
  id,
  sequence,
  payload,
  ticket_id as "ticketId",
  state,
  attempts,
  not_before as "notBefore",
  last_error as "lastError",
  created_at as "createdAt",
  finished_at as "finishedAt"
`;

/** One page of what was called, is to be called or could not be, the newest first. */
export async function readDeliveries(
  db: Db,
  asked: {
    readonly workspaceId: WorkspaceId;
    readonly endpointId?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<Page<WebhookDelivery>> {
  const before = decodeCursor(asked.cursor, order, z.tuple([z.int()]));
  const { rows } = await sql<Row>`
    select ${columns}
    from outbox
    where workspace_id = ${asked.workspaceId}
      and kind = 'webhook'
      and (${asked.endpointId ?? null}::text is null or payload ->> 'endpointId' = ${asked.endpointId ?? null})
      and ${before === null ? sql`true` : sql`sequence < ${before[0]}`}
    order by sequence desc
    limit ${asked.limit + 1}
  `.execute(db);
  const page = pageFrom(rows, asked.limit, ({ sequence }) => encodeCursor(order, [sequence]));
  return { items: page.items.map(present), nextCursor: page.nextCursor };
}

/**
 * Sends a finished call again from the first attempt on. Its id stays, so that a receiver that has
 * had it can tell. One that still waits is sent now.
 */
export async function replayDelivery(
  tx: Tx,
  which: { readonly workspaceId: WorkspaceId; readonly deliveryId: string; readonly now: Instant },
): Promise<WebhookDelivery> {
  const { rows } = await sql<Row>`
    update outbox
    set
      state = 'pending',
      attempts = 0,
      not_before = ${at(which.now)},
      last_error = null,
      finished_at = null
    where workspace_id = ${which.workspaceId}
      and id = ${which.deliveryId}
      and kind = 'webhook'
      and state <> 'sending'
    returning ${columns}
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new RequestRefused('not_found');
  return present(row);
}

function present(row: Row): WebhookDelivery {
  const { endpointId, url, event } = webhookPayload.parse(row.payload);
  const isWaiting = row.state === 'pending';
  return {
    id: row.id,
    endpointId,
    url,
    event,
    ticketId: row.ticketId,
    state: isWaiting ? 'waiting' : row.state,
    attempts: row.attempts,
    nextAttemptAt: isWaiting ? toIso(row.notBefore) : null,
    lastProblem: row.lastError,
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt === null ? null : toIso(row.finishedAt),
  };
}
