import {
  addNote as addNoteEndpoint,
  logCall as logCallEndpoint,
  recallReply as recallReplyEndpoint,
  saveDraft as saveDraftEndpoint,
  sendReply as sendReplyEndpoint,
  sendReplyAgain,
} from '#contract/message.ts';
import { createTicket, suggestTicketHome } from '#contract/ticket.ts';
import type { AgentId, MessageId, TeamId, TicketId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import { presentChange, type WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { acceptedOrThrow } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { logCall } from './call.ts';
import { saveDraft } from './draft.ts';
import { mergeRoutes } from './merge-routes.ts';
import { addNote } from './note.ts';
import { openTicket } from './open-ticket.ts';
import { recallReply, sendReply } from './reply.ts';
import { sendAgain } from './send-again.ts';
import { suggestHome } from './suggest-home.ts';

/** What is said on a ticket: opening one with words, replies, notes, drafts. */
export function messageRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    ...openingRoutes(core),
    ...replyRoutes(core, gate),
    sendAgainRoute(core, gate),
    ...writingRoutes(core, gate),
    ...mergeRoutes(core, gate),
  ];
}

function openingRoutes(core: WriteCore): readonly Route[] {
  return [
    route({
      ...createTicket,
      errors: [
        'not_found',
        'channel_unsuitable',
        'contact_without_email',
        'agent_cannot_own',
        'agent_not_found',
        'team_not_found',
      ],
      handler: async ({ actor, body }) => {
        const opened = acceptedOrThrow(await openTicket(core, actor, body));
        const { aggregate, messageId, recallableUntil } = opened;
        return {
          ...(await presentChange(core, actor, aggregate, messageId)),
          number: aggregate.ticket.number,
          recallableUntil: recallableUntil === null ? null : toIso(recallableUntil),
        };
      },
    }),
    route({
      ...suggestTicketHome,
      handler: ({ actor, query }) => suggestHome(core, actor, query),
    }),
  ];
}

function writingRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...addNoteEndpoint,
      errors: ['not_found', 'reference_not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.note');
        const written = acceptedOrThrow(
          await addNote(core, {
            workspaceId: actor.workspaceId,
            ticketId: params.ticketId as TicketId,
            agentId: actor.agentId,
            text: body.text,
            attachmentIds: body.attachmentIds,
            mentionedAgentIds: body.mentionedAgentIds as AgentId[],
            mentionedTeamIds: body.mentionedTeamIds as TeamId[],
          }),
        );
        return presentChange(core, actor, written.aggregate, written.messageId);
      },
    }),
    route({
      ...saveDraftEndpoint,
      errors: ['not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.note');
        const now = core.clock.now();
        await transaction(core.db, (tx) =>
          saveDraft(tx, {
            workspaceId: actor.workspaceId,
            ticketId: params.ticketId as TicketId,
            agentId: actor.agentId,
            kind: params.kind,
            text: body.text,
            attachmentIds: body.attachmentIds,
            now,
          }),
        );
        return { updatedAt: toIso(now) };
      },
    }),
  ];
}

function replyRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...sendReplyEndpoint,
      errors: ['not_found', 'message_newer', 'reference_not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.reply');
        const written = acceptedOrThrow(
          await sendReply(core, {
            workspaceId: actor.workspaceId,
            ticketId: params.ticketId as TicketId,
            agentId: actor.agentId,
            text: body.text,
            attachmentIds: body.attachmentIds,
            lastSeenMessageId: body.lastSeenMessageId,
            nextState: body.state ?? null,
          }),
        );
        const { recallableUntil } = written;
        return {
          ...(await presentChange(core, actor, written.aggregate, written.messageId)),
          recallableUntil: recallableUntil === null ? null : toIso(recallableUntil),
        };
      },
    }),
    route({
      ...logCallEndpoint,
      errors: ['not_found', 'ticket_merged', 'ticket_closed', 'ticket_is_spam'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.reply');
        const written = acceptedOrThrow(
          await logCall(core, {
            workspaceId: actor.workspaceId,
            ticketId: params.ticketId as TicketId,
            agentId: actor.agentId,
            text: body.text,
            isAnswered: body.isAnswered,
            nextState: body.state ?? null,
          }),
        );
        return presentChange(core, actor, written.aggregate, written.messageId);
      },
    }),
    route({
      ...recallReplyEndpoint,
      errors: ['not_found', 'message_already_sent'],
      handler: async ({ actor, params }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.reply');
        const messageId = params.messageId as MessageId;
        const recalled = acceptedOrThrow(
          await recallReply(core, {
            workspaceId: actor.workspaceId,
            ticketId: params.ticketId as TicketId,
            agentId: actor.agentId,
            messageId,
          }),
        );
        const changed = await presentChange(core, actor, recalled.aggregate, messageId);
        return { ...changed, text: recalled.text, attachments: [...recalled.attachments] };
      },
    }),
  ];
}

function sendAgainRoute(core: WriteCore, gate: AccessGate): Route {
  return route({
    ...sendReplyAgain,
    errors: ['not_found', 'message_not_failed', 'ticket_merged', 'ticket_closed', 'ticket_is_spam'],
    handler: async ({ actor, params }) => {
      await gate.ticket(actor, params.ticketId, 'ticket.reply');
      const messageId = params.messageId as MessageId;
      const { aggregate, to } = acceptedOrThrow(
        await sendAgain(core, {
          workspaceId: actor.workspaceId,
          ticketId: params.ticketId as TicketId,
          agentId: actor.agentId,
          messageId,
        }),
      );
      return { ...(await presentChange(core, actor, aggregate, messageId)), to };
    },
  });
}
