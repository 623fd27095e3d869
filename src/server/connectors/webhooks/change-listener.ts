import { sql } from 'kysely';
import type { WebhookEvent } from '#contract/webhook.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { ChangeListener, TicketChange } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { newId } from '#server/platform/ids.ts';
import { post } from '#server/platform/outbox.ts';
import type { WebhookPayload } from './payload.ts';
import { eventBody, isTold } from './event-body.ts';

type Call = {
  readonly endpointId: string | null;
  readonly url: string;
  readonly event: WebhookEvent;
};

/**
 * Posts a row of the outbox for every endpoint that asked for what happened, and for every address
 * that a policy's mark names, in the transaction of the change: a call is made exactly when the
 * thing has happened. Nothing is told of practice, nor of conversations that are being taken over.
 */
export function createWebhookListener(baseUrl: string): ChangeListener {
  return async (tx, change) => {
    const { ticket } = change.aggregate;
    const isTakenOver = change.recorded.some(
      ({ event }) => event.type === 'ticket.created' && event.isImported,
    );
    if (ticket.isPractice || isTakenOver) return;
    const events = change.recorded.map(({ event, ...rest }) =>
      isTold(event) ? eventBody({ event, ...rest }, ticket, baseUrl) : null,
    );
    const told = events.filter((event) => event !== null);
    if (told.length === 0) return;
    const calls = [
      ...(await subscribedCalls(tx, change.workspaceId, told)),
      ...policyCalls(change, events),
    ];
    for (const call of calls) await postCall(tx, change, call);
  };
}

async function subscribedCalls(
  tx: Tx,
  workspaceId: WorkspaceId,
  told: readonly WebhookEvent[],
): Promise<Call[]> {
  const { rows } = await sql<{ id: string; url: string; eventTypes: string[] }>`
    select id, url, event_types as "eventTypes"
    from webhook_endpoint
    where workspace_id = ${workspaceId}
      and is_enabled
      and event_types && ${[...new Set(told.map(({ type }) => type))]}::text[]
    order by id
  `.execute(tx);
  return rows.flatMap(({ id, url, eventTypes }) =>
    told
      .filter(({ type }) => eventTypes.includes(type))
      .map((event) => ({ endpointId: id, url, event })),
  );
}

function policyCalls(change: TicketChange, events: readonly (WebhookEvent | null)[]): Call[] {
  return change.effects.flatMap((effect) => {
    if (effect.kind !== 'webhook') return [];
    const event = events[effect.recordedIndex];
    return event == null ? [] : [{ endpointId: null, url: effect.url, event }];
  });
}

/** Each row has an order of its own: one endpoint that is away for a day holds up no other call. */
async function postCall(tx: Tx, change: TicketChange, call: Call): Promise<void> {
  const id = newId();
  const payload: WebhookPayload = call;
  await post(tx, {
    id,
    workspaceId: change.workspaceId,
    kind: 'webhook',
    orderKey: `webhook:${id}`,
    ticketId: change.aggregate.ticket.id,
    payload,
    notBefore: change.now,
    createdAt: change.now,
  });
}
