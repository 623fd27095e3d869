import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

/*
 * The chat widget's side of Belay. A visitor is known by a token that `startWebchat` answers and
 * that is sent as `Authorization: Bearer`; it opens one conversation and nothing else. No answer
 * here holds a note, a tier, a team, an owner or a target: a visitor reads what was said to them.
 */

const key = z.string().min(8).max(64);
const words = z.string().max(10_000);
const personName = z.string().trim().max(120);
const address = z.email().max(254);

export const webchatConfig = z
  .object({
    /** What the chat is called: the channel's name. */
    name: z.string(),
    greeting: z.string(),
    color: z.string(),
    /** Spoken when the visitor's browser asks for a language that Belay has no words for. */
    language: z.string(),
    asksForEmail: z.boolean(),
    /** Somebody is at their desk within the team's hours. */
    isOnline: z.boolean(),
    /** When the team's hours begin again; null while they run, and when that is not known. */
    opensAt: z.string().nullable(),
  })
  .meta({ id: 'WebchatConfig' });
export type WebchatConfig = z.infer<typeof webchatConfig>;

export const readWebchat = endpoint({
  method: 'GET',
  url: '/api/v1/webchat/config',
  summary: 'What a chat widget shows before anything is said, by its public key.',
  tag: 'webchat',
  permission: 'public',
  scope: null,
  schema: { query: z.object({ key }), response: webchatConfig },
});

export const webchatVisitor = z
  .object({
    /** As the site gave it; null for somebody who only says who they are. */
    name: z.string().nullable(),
    /** An answer can follow by mail. */
    hasEmail: z.boolean(),
    /** The site has vouched for who this is. */
    isProved: z.boolean(),
  })
  .meta({ id: 'WebchatVisitor' });
export type WebchatVisitor = z.infer<typeof webchatVisitor>;

export const startWebchat = endpoint({
  method: 'POST',
  url: '/api/v1/webchat/sessions',
  summary:
    'Begin as a visitor. With `identityToken`, a JWT that your site signed, the same person finds their conversation on every device.',
  tag: 'webchat',
  permission: 'public',
  scope: null,
  status: 201,
  schema: {
    body: z.object({
      key,
      language: z.string().min(2).max(35).default('en'),
      name: personName.default(''),
      email: address.nullable().default(null),
      pageUrl: z.url().max(2000).nullable().default(null),
      identityToken: z.string().max(4000).nullable().default(null),
    }),
    response: z.object({
      /** Keep it where only this visitor's browser reads it. */
      token: z.string(),
      visitor: webchatVisitor,
    }),
  },
});

export const changeWebchatVisitor = endpoint({
  method: 'PUT',
  url: '/api/v1/webchat/visitor',
  summary: 'Say who you are, so that an answer can reach you by e-mail.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  schema: {
    body: z.object({ name: personName.default(''), email: address.nullable().default(null) }),
    response: webchatVisitor,
  },
});

export const endWebchat = endpoint({
  method: 'DELETE',
  url: '/api/v1/webchat/sessions/current',
  summary: 'Forget this visitor here, as when somebody signs out of your site.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  schema: {},
});

export const webchatFile = z.object({
  id: idText,
  filename: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  /** Signed; opens for a day. */
  url: z.string(),
});

export const webchatMessage = z
  .object({
    id: idText,
    /** The id that the visitor's browser gave it; null for what others wrote. */
    clientId: z.string().nullable(),
    author: z.enum(['visitor', 'agent', 'automatic']),
    /** The agent's first name; null for the visitor's own and for what Belay wrote by itself. */
    name: z.string().nullable(),
    text: z.string(),
    files: z.array(webchatFile),
    /** Set where the message asks how it went: answer it at `/api/v1/feedback/{token}`. */
    survey: z
      .object({
        token: z.string(),
        score: z.number().int().nullable(),
        comment: z.string().nullable(),
      })
      .nullable(),
    isSeen: z.boolean(),
    at: z.string(),
  })
  .meta({ id: 'WebchatMessage' });
export type WebchatMessage = z.infer<typeof webchatMessage>;

export const webchatConversation = z
  .object({
    visitor: webchatVisitor,
    /** Oldest first. */
    items: z.array(webchatMessage),
    /** Send it back for what was said before; null when this is the beginning. */
    earlierCursor: z.string().nullable(),
    /** Solved or closed; writing again opens it, or begins a new one. */
    isEnded: z.boolean(),
    unreadCount: z.number().int(),
  })
  .meta({ id: 'WebchatConversation' });
export type WebchatConversation = z.infer<typeof webchatConversation>;

export const readWebchatConversation = endpoint({
  method: 'GET',
  url: '/api/v1/webchat/conversation',
  summary: 'Read what was said, the newest part first.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  schema: {
    query: z.object({ before: z.string().min(1).max(1000).optional() }),
    response: webchatConversation,
  },
});

export const webchatFilesMax = 5;

export const sendWebchatMessage = endpoint({
  method: 'POST',
  url: '/api/v1/webchat/messages',
  summary: 'Say something. Sending the same `clientId` again changes nothing and answers the same.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  status: 201,
  schema: {
    body: z
      .object({
        clientId: z.string().regex(/^[\w-]{8,64}$/),
        text: words.default(''),
        /** Tokens that the upload answered. */
        files: z.array(z.string().max(2000)).max(webchatFilesMax).default([]),
      })
      .refine(({ text, files }) => text.trim() !== '' || files.length > 0, {
        path: ['text'],
        message: 'say something or add a file',
      }),
    response: webchatMessage,
  },
});

export const uploadWebchatFile = endpoint({
  method: 'POST',
  url: '/api/v1/webchat/files',
  summary: 'Upload a file as multipart form data (`file`), to be named by a message.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  status: 201,
  schema: {
    response: z.object({
      token: z.string(),
      filename: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
    }),
  },
});

export const seeWebchat = endpoint({
  method: 'PUT',
  url: '/api/v1/webchat/seen',
  summary: 'Say that everything up to this message was seen.',
  tag: 'webchat',
  permission: 'visitor',
  scope: null,
  schema: {
    body: z.object({ messageId: idText }),
    response: z.object({ unreadCount: z.number().int() }),
  },
});

/** What the widget says over the WebSocket `/api/v1/webchat/live`; `hello` comes first. */
export const webchatRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.string().max(200) }),
  z.object({ type: z.literal('write'), isWriting: z.boolean() }),
  z.object({ type: z.literal('ping') }),
]);
export type WebchatRequest = z.infer<typeof webchatRequest>;

/**
 * What it hears. After `ready` nothing is missed, so that reading the conversation once then closes
 * every gap.
 */
export const webchatLive = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), serverTime: z.string() }),
  z.object({ type: z.literal('message'), message: webchatMessage }),
  /** An agent took it back. */
  z.object({ type: z.literal('gone'), messageId: idText }),
  z.object({ type: z.literal('ended'), isEnded: z.boolean() }),
  /** An agent writes, or has stopped. */
  z.object({ type: z.literal('writing'), isWriting: z.boolean() }),
  z.object({ type: z.literal('pong') }),
]);
export type WebchatLive = z.infer<typeof webchatLive>;

export const makeIdentitySecret = endpoint({
  method: 'POST',
  url: '/api/v1/channels/:channelId/identity-secret',
  summary:
    'Make the secret with which your site vouches for its visitors; the one before stops working.',
  tag: 'channels',
  permission: 'channel.manage',
  scope: null,
  status: 201,
  schema: {
    params: z.object({ channelId: idText }),
    response: z.object({ secret: z.string() }),
  },
});
