import {
  acknowledgeHop,
  closeEscalation,
  declineHop,
  escalateTicket,
  handBackHop,
  passOnHop,
  previewEscalation as previewEndpoint,
  solveHop,
  unacknowledgeHop,
} from '#contract/escalation.ts';
import type { EscalationCommand } from '#domain/escalation/command.ts';
import type { StepTarget } from '#domain/escalation/escalation.ts';
import type { EscalationId, HopId, TicketId } from '#domain/kernel/id.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import {
  type Changed,
  presentChange,
  runCommand,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { crashPoint } from '#server/platform/crash-point.ts';
import { acceptedOrThrow } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { readPreview } from './preview-query.ts';

/** The climb: previewed, begun, and what the receiver of a hop may do with it. */
export function escalationRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [...startingRoutes(core, gate), ...hopRoutes(core, gate)];
}

function startingRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...previewEndpoint,
      errors: ['not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.escalate');
        return readPreview(core, actor, {
          ticketId: params.ticketId as TicketId,
          reason: body.reason,
          target: body.target as StepTarget | null,
        });
      },
    }),
    route({
      ...escalateTicket,
      errors: [
        'not_found',
        'escalation_active',
        'brief_incomplete',
        'target_unreachable',
        'target_is_current',
        'ticket_closed',
        'ticket_is_spam',
      ],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.escalate');
        const { neededBy } = body.brief;
        return act(core, actor, params.ticketId, {
          type: 'escalate',
          target: body.target as StepTarget | null,
          reason: body.reason,
          brief: { ...body.brief, neededBy: neededBy === null ? null : instantFromIso(neededBy) },
          keepOwner: body.keepOwner,
          requestedBy: 'agent',
        });
      },
    }),
    route({
      ...closeEscalation,
      errors: ['not_found', 'escalation_not_found', 'escalation_still_active', 'escalation_closed'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'escalation.close');
        return act(core, actor, params.ticketId, {
          type: 'closeEscalation',
          escalationId: params.escalationId as EscalationId,
          cause: body.cause,
          lesson: body.lesson,
        });
      },
    }),
  ];
}

function hopRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  const errors = ['not_found', 'hop_not_found', 'hop_ended', 'not_permitted'] as const;
  return [
    route({
      ...acknowledgeHop,
      errors: [...errors, 'hop_already_acknowledged'],
      handler: async ({ actor, params }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        const hopId = params.hopId as HopId;
        return act(core, actor, params.ticketId, { type: 'acknowledge', hopId });
      },
    }),
    route({
      ...unacknowledgeHop,
      errors: [...errors, 'hop_not_acknowledged'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        const hopId = params.hopId as HopId;
        const words = body?.words ?? null;
        return act(core, actor, params.ticketId, { type: 'unacknowledge', hopId, words });
      },
    }),
    route({
      ...declineHop,
      errors,
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        const hopId = params.hopId as HopId;
        return act(core, actor, params.ticketId, { type: 'decline', hopId, reason: body.words });
      },
    }),
    route({
      ...handBackHop,
      errors,
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        const hopId = params.hopId as HopId;
        return act(core, actor, params.ticketId, { type: 'handBack', hopId, answer: body.words });
      },
    }),
    route({
      ...passOnHop,
      errors: [...errors, 'transfer_limit_reached', 'target_unreachable', 'target_is_current'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        return act(core, actor, params.ticketId, {
          type: 'passOn',
          hopId: params.hopId as HopId,
          target: body.target as StepTarget,
          words: body.words,
        });
      },
    }),
    route({
      ...solveHop,
      errors,
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'hop.work');
        const hopId = params.hopId as HopId;
        return act(core, actor, params.ticketId, { type: 'solveHop', hopId, answer: body.words });
      },
    }),
  ];
}

/** Runs one command of the climb and answers the change. */
async function act(
  core: WriteCore,
  actor: StaffActor,
  ticketId: string,
  command: EscalationCommand,
): Promise<Changed> {
  const done = await core.attempt(async (tx) => {
    const outcome = await runCommand(core, tx, {
      workspaceId: actor.workspaceId,
      ticketId: ticketId as TicketId,
      command: { type: 'escalation', command },
      actor: { kind: 'agent', id: actor.agentId },
    });
    crashPoint('escalate.before_commit');
    return outcome;
  });
  crashPoint('escalate.after_commit');
  return presentChange(core, actor, acceptedOrThrow(done).aggregate, null);
}
