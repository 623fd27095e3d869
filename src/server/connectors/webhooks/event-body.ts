import { type WebhookEvent, type WebhookEventType, webhookEventTypes } from '#contract/webhook.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Ticket } from '#domain/ticket/ticket.ts';
import type { Recorded, TicketEvent } from '#domain/ticket/event.ts';

type Told = Extract<TicketEvent, { readonly type: WebhookEventType }>;
type Fields = Readonly<Record<string, unknown>>;

/** Whether the event is one that endpoints may ask for. */
export function isTold(event: TicketEvent): event is Told {
  return webhookEventTypes.some((type) => type === event.type);
}

/**
 * The body of a call. It says what happened to which ticket and never what was written: no
 * subject, message, note, brief or reason in somebody's words leaves this way. Whoever needs them
 * reads the ticket over the API, where it is asked who they are.
 */
export function eventBody(recorded: Recorded<Told>, ticket: Ticket, baseUrl: string): WebhookEvent {
  return {
    type: recorded.event.type,
    timestamp: toIso(recorded.at),
    data: {
      ...fieldsOf(recorded.event),
      actor: recorded.actor,
      ticket: {
        id: ticket.id,
        number: ticket.number,
        url: `${baseUrl}/inbox/all/${ticket.id}`,
        state: ticket.state,
        priority: ticket.priority,
        issueType: ticket.issueType,
        channelKind: ticket.channelKind,
        language: ticket.language,
        tags: ticket.tags,
        contactId: ticket.contactId,
        organizationId: ticket.organizationId,
        ownerId: ticket.ownerId,
        teamId: ticket.teamId,
      },
    },
  };
}

/** Field by field: a field that the domain adds tomorrow is not sent before somebody decides so. */
function fieldsOf(event: Told): Fields {
  switch (event.type) {
    case 'ticket.created':
      return { followUpOf: event.followUpOf };
    case 'ticket.state_changed':
      return { from: event.from, to: event.to, pausedUntil: moment(event.pausedUntil) };
    case 'ticket.priority_changed':
      return { from: event.from, to: event.to };
    case 'ticket.assigned': {
      const { type: _type, ...assignment } = event;
      return assignment;
    }
    case 'ticket.tags_changed':
      return { added: event.added, removed: event.removed };
    case 'ticket.merged':
      return { intoId: event.intoId, intoNumber: event.intoNumber };
    case 'ticket.split':
      return {
        newTicketId: event.newTicketId,
        newNumber: event.newNumber,
        messageId: event.messageId,
      };
    case 'call.logged':
      return {
        messageId: event.messageId,
        agentId: event.agentId,
        isAnswered: event.isAnswered,
      };
    case 'message.received':
      return { messageId: event.messageId, isAutomatic: event.isAutomatic };
    case 'message.sent':
      return { messageId: event.messageId, agentId: event.agentId, template: event.template };
    case 'message.failed':
      return { messageId: event.messageId };
    case 'message.resent':
      return { messageId: event.messageId, agentId: event.agentId };
    case 'feedback.received':
      return { surveyId: event.surveyId, score: event.score, hasComment: event.hasComment };
    case 'clock.mark_reached':
    case 'clock.breached':
      return clockFields(event);
    default:
      return escalationFields(event);
  }
}

function clockFields(
  event: Extract<Told, { readonly type: 'clock.mark_reached' | 'clock.breached' }>,
): Fields {
  const { clockId, metric, hopId } = event;
  const clock = { clockId, metric, hopId };
  if (event.type === 'clock.breached') return { ...clock, breachedAt: moment(event.breachedAt) };
  return { ...clock, markIds: event.markIds, reachedAt: moment(event.reachedAt) };
}

function escalationFields(
  event: Extract<
    Told,
    {
      readonly type:
        | 'escalation.started'
        | 'escalation.closed'
        | 'hop.offered'
        | 'hop.acknowledged'
        | 'hop.unacknowledged'
        | 'hop.ended';
    }
  >,
): Fields {
  const { escalationId } = event;
  switch (event.type) {
    case 'escalation.started': {
      const { escalationType, reason, ruleId, requestedBy, keepsOwner } = event;
      const closeBy = moment(event.closeBy);
      return { escalationId, escalationType, reason, ruleId, requestedBy, keepsOwner, closeBy };
    }
    case 'escalation.closed':
      return { escalationId, agentId: event.agentId, cause: event.cause };
    case 'hop.offered': {
      const { hopId, index, from, to, tier, acknowledgeMinutes, handleMinutes } = event;
      return { escalationId, hopId, index, from, to, tier, acknowledgeMinutes, handleMinutes };
    }
    case 'hop.acknowledged':
    case 'hop.unacknowledged':
      return { escalationId, hopId: event.hopId, agentId: event.agentId };
    case 'hop.ended': {
      const { hopId, ending, agentId } = event;
      return { escalationId, hopId, ending, agentId };
    }
    default:
      return event satisfies never;
  }
}

function moment(at: Instant | null): string | null {
  return at === null ? null : toIso(at);
}
