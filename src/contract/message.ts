import { z } from 'zod';
import { channelKinds } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { deliveryProblem } from './mail-problem.ts';
import { idText } from './page.ts';
import { named, ticketChanged, ticketIdParams } from './ticket.ts';

export const attachment = z
  .object({
    id: idText,
    filename: z.string(),
    mediaType: z.string(),
    size: z.number().int(),
    isInline: z.boolean(),
    contentId: z.string().nullable(),
    /** Where a signed-in agent downloads it. */
    url: z.string(),
  })
  .meta({ id: 'Attachment' });

export const callOutcomes = ['answered', 'unanswered'] as const;

export const message = z
  .object({
    id: idText,
    kind: z.enum(['public', 'note']),
    direction: z.enum(['in', 'out']),
    agent: named.nullable(),
    contact: named.nullable(),
    isAutomatic: z.boolean(),
    /** For a call that an agent wrote down: whether somebody answered. Null for all others. */
    call: z.enum(callOutcomes).nullable(),
    template: z.string().nullable(),
    channelKind: z.enum(channelKinds),
    text: z.string(),
    /** The whole of what came in, when quotes or a signature were trimmed from `text`. */
    fullText: z.string().nullable(),
    hasHtml: z.boolean(),
    language: z.string().nullable(),
    /** The mail address it came from, or went to. */
    address: z.string().nullable(),
    problems: z.array(z.string()),
    mentions: z.array(named),
    attachments: z.array(attachment),
    delivery: z.enum(['none', 'queued', 'sent', 'failed', 'recalled']),
    /** Why it did not arrive; null unless the delivery failed. */
    deliveryProblem: deliveryProblem.nullable(),
    /** Where it goes when it is sent again; null when it can't be. */
    sendAgainTo: z.string().nullable(),
    /** Until when it may be taken back; null when it can't be. */
    recallableUntil: z.string().nullable(),
    rawUrl: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;
export type Attachment = z.infer<typeof attachment>;

export const sendReply = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/replies',
  summary: 'Answer the customer on their channel. A mail leaves after ten seconds of undo.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      text: z.string().trim().min(1).max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
      /** The newest message the agent had seen; a later one refuses with `message_newer`. */
      lastSeenMessageId: idText.nullable().optional(),
      /** The state the ticket takes with the reply. */
      state: z.enum(['open', 'pending', 'on_hold', 'solved']).optional(),
    }),
    response: ticketChanged.extend({ recallableUntil: z.string().nullable() }),
  },
});

export const recallReply = endpoint({
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/replies/:messageId',
  summary: 'Take a reply back before it leaves. Its text and files return to the draft.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  schema: {
    params: ticketIdParams.extend({ messageId: idText }),
    response: ticketChanged.extend({ text: z.string(), attachments: z.array(attachment) }),
  },
});

export const sendReplyAgain = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/replies/:messageId/deliveries',
  summary:
    'Send a reply again whose delivery failed. It leaves at once, to the address that `sendAgainTo` of the message names, and counts as a reply from now.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams.extend({ messageId: idText }),
    response: ticketChanged.extend({ to: z.string() }),
  },
});

export const addNote = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/notes',
  summary: 'Write an internal note. Mentioned agents and teams are told.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      text: z.string().trim().min(1).max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
      mentionedAgentIds: z.array(idText).max(50).default([]),
      mentionedTeamIds: z.array(idText).max(20).default([]),
    }),
    response: ticketChanged,
  },
});

export const saveDraft = endpoint({
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/drafts/:kind',
  summary:
    'Keep what is being written, per agent, with its files. Without text and files it is removed.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: null,
  schema: {
    params: ticketIdParams.extend({ kind: z.enum(['public', 'note']) }),
    body: z.object({
      text: z.string().max(100_000),
      attachmentIds: z.array(idText).max(20).default([]),
    }),
    response: z.object({ updatedAt: z.string() }),
  },
});

export const uploadAttachment = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/attachments',
  summary:
    'Upload a file as multipart form data (`file`), to be named by a reply, note or draft. One that none of them names is removed after two days.',
  tag: 'messages',
  permission: 'ticket.note',
  scope: 'messages:write',
  status: 201,
  schema: { params: ticketIdParams, response: attachment },
});

export const logCall = endpoint({
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/calls',
  summary: 'Write down a call you made. Answered, it counts as a reply; its words stay internal.',
  tag: 'messages',
  permission: 'ticket.reply',
  scope: 'messages:write',
  status: 201,
  schema: {
    params: ticketIdParams,
    body: z.object({
      isAnswered: z.boolean(),
      /** What was said, for colleagues; the customer never reads it. */
      text: z.string().trim().min(1).max(100_000),
      /** The state the ticket takes with it. */
      state: z.enum(['open', 'pending', 'on_hold', 'solved']).optional(),
    }),
    response: ticketChanged,
  },
});
