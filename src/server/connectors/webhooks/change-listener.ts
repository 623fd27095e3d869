import { sql } from 'kysely';
import type { WebhookEvent } from '#contract/webhook.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { ChangeListener, TicketChange } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { newId } from '#server/platform/ids.ts';
import { type Letter, postAll } from '#server/platform/outbox.ts';
import type { WebhookPayload } from './payload.ts';
import { eventBody, isTold } from './event-body.ts';

type Call = {
  readonly endpointId: string | null;
  readonly url: string;
  readonly event: WebhookEvent;
};

type Endpoint = {
  readonly id: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
};

/** A change with what of it is told outside, at the place of each event; null where nothing is. */
type Told = { readonly change: TicketChange; readonly events: readonly (WebhookEvent | null)[] };

/**
 * Posts a row of the outbox for every endpoint that asked for what happened, and for every address
 * that a policy's mark names, in the transaction of the change: a call is made exactly when the
 * thing has happened. Nothing is told of practice, nor of conversations that are being taken over.
 */
export function createWebhookListener(baseUrl: string): ChangeListener {
  return async (tx, changes) => {
    const told = changes
      .map((change) => ({ change, events: toldOf(change, baseUrl) }))
      .filter(({ events }) => events.some((event) => event !== null));
    const [first] = told;
    if (first === undefined) return;
    const endpoints = await endpointsFor(tx, first.change.workspaceId, told);
    await postAll(
      tx,
      told.flatMap((each) =>
        [...subscribedCalls(each, endpoints), ...policyCalls(each)].map((call) =>
          letterOf(each.change, call),
        ),
      ),
    );
  };
}

function toldOf(change: TicketChange, baseUrl: string): readonly (WebhookEvent | null)[] {
  const { ticket } = change.aggregate;
  const isTakenOver = change.recorded.some(
    ({ event }) => event.type === 'ticket.created' && event.isImported,
  );
  if (ticket.isPractice || isTakenOver) return [];
  return change.recorded.map(({ event, ...rest }) =>
    isTold(event) ? eventBody({ event, ...rest }, ticket, baseUrl) : null,
  );
}

async function endpointsFor(
  tx: Tx,
  workspaceId: WorkspaceId,
  told: readonly Told[],
): Promise<readonly Endpoint[]> {
  const types = told.flatMap(({ events }) => events.flatMap((event) => event?.type ?? []));
  const { rows } = await sql<Endpoint>`
    select id, url, event_types as "eventTypes"
    from webhook_endpoint
    where workspace_id = ${workspaceId}
      and is_enabled
      and event_types && ${[...new Set(types)]}::text[]
    order by id
  `.execute(tx);
  return rows;
}

function subscribedCalls({ events }: Told, endpoints: readonly Endpoint[]): Call[] {
  return endpoints.flatMap(({ id, url, eventTypes }) =>
    events.flatMap((event) =>
      event !== null && eventTypes.includes(event.type) ? { endpointId: id, url, event } : [],
    ),
  );
}

function policyCalls({ change, events }: Told): Call[] {
  return change.effects.flatMap((effect) => {
    if (effect.kind !== 'webhook') return [];
    const event = events[effect.recordedIndex];
    return event == null ? [] : [{ endpointId: null, url: effect.url, event }];
  });
}

/** Each row has an order of its own: one endpoint that is away for a day holds up no other call. */
function letterOf(change: TicketChange, call: Call): Letter {
  const id = newId();
  const payload: WebhookPayload = call;
  return {
    id,
    workspaceId: change.workspaceId,
    kind: 'webhook',
    orderKey: `webhook:${id}`,
    ticketId: change.aggregate.ticket.id,
    payload,
    notBefore: change.now,
    createdAt: change.now,
  };
}
