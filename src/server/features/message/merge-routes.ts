import {
  mergeTicket as mergeEndpoint,
  previewMerge as previewEndpoint,
  splitTicket as splitEndpoint,
} from '#contract/merge.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { presentChange, type WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { acceptedOrThrow, RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { mergeTicket, previewMerge } from './merge-ticket.ts';
import { splitTicket } from './split-ticket.ts';

/** Tickets that become one, and tickets that come out of one. */
export function mergeRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...previewEndpoint,
      errors: ['not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.merge');
        await gate.ticket(actor, body.intoTicketId, 'ticket.merge');
        const preview = await previewMerge(core, actor, mergeOf(params.ticketId, body));
        if (preview === null) throw new RequestRefused('not_found');
        return preview;
      },
    }),
    route({
      ...mergeEndpoint,
      errors: [
        'not_found',
        'ticket_merged',
        'ticket_closed',
        'ticket_is_spam',
        'escalation_open',
        'merge_into_itself',
        'merge_target_closed',
        'merge_other_customer',
        'merge_not_alike',
        'merge_unproved_chat',
      ],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.merge');
        await gate.ticket(actor, body.intoTicketId, 'ticket.merge');
        const merged = await mergeTicket(core, actor, mergeOf(params.ticketId, body));
        return presentChange(core, actor, acceptedOrThrow(merged).aggregate, null);
      },
    }),
    route({
      ...splitEndpoint,
      errors: [
        'not_found',
        'ticket_merged',
        'ticket_closed',
        'ticket_is_spam',
        'split_not_customer',
        'split_leaves_nothing',
      ],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.merge');
        const split = acceptedOrThrow(
          await splitTicket(core, actor, {
            ticketId: params.ticketId as TicketId,
            messageId: body.messageId,
            takes: body.takes,
            subject: body.subject ?? null,
          }),
        );
        const changed = await presentChange(core, actor, split.aggregate, null);
        return { ...changed, number: split.aggregate.ticket.number };
      },
    }),
  ];
}

function mergeOf(
  sourceId: string,
  body: { readonly intoTicketId: string; readonly resolutionStart: 'own' | 'earlier' },
) {
  return {
    sourceId: sourceId as TicketId,
    targetId: body.intoTicketId as TicketId,
    choice: { resolutionStart: body.resolutionStart },
  };
}
