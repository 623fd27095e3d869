import { randomBytes } from 'node:crypto';
import {
  changeWebchatVisitor,
  endWebchat,
  makeIdentitySecret,
  readWebchat,
  readWebchatConversation,
  seeWebchat,
  sendWebchatMessage,
  startWebchat,
  uploadWebchatFile,
} from '#contract/webchat.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import { recordAudit } from '#server/features/audit/public.ts';
import { readChannels, type WebchatChannel } from '#server/features/channel/public.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { markSeen, readConversation, readMessages } from './conversation.ts';
import { filesOfTokens, keepUpload, visitorFileBytesMax } from './files.ts';
import { channelByKey, keepIdentitySecret, maySpeakFrom } from './find-channel.ts';
import { frameRoute } from './frame-route.ts';
import { openingOf } from './opening.ts';
import { sayAsVisitor } from './say.ts';
import { changeVisitor, endSession, startSession } from './sessions.ts';
import { readVisitor, touchVisitor } from './visitor.ts';

/** What visitors call from any site, with their token and never with a cookie. */
export function webchatRoutes(ground: Ground): readonly Route[] {
  return [
    ...entryRoutes(ground),
    ...conversationRoutes(ground),
    identitySecretRoute(ground),
    frameRoute(ground),
  ];
}

/** Before somebody is a visitor, and when they change who they say they are. */
function entryRoutes(ground: Ground): readonly Route[] {
  const open = async (key: string, request: Parameters<typeof originOf>[0]) => {
    const channel = await channelByKey(ground, key);
    if (!maySpeakFrom(channel, { ...originOf(request), baseUrl: ground.baseUrl })) {
      throw new RequestRefused('origin_refused');
    }
    return channel;
  };
  return [
    route({
      ...readWebchat,
      isCrossOrigin: true,
      perMinute: 240,
      errors: ['not_found', 'origin_refused'],
      handler: async ({ query, request }) => {
        const channel = await open(query.key, request);
        return presentConfig(ground, channel);
      },
    }),
    route({
      ...startWebchat,
      isCrossOrigin: true,
      // A household or an office shares an address; a flood of contacts from one does not fit.
      perMinute: 20,
      errors: ['not_found', 'origin_refused', 'credentials_invalid'],
      handler: async ({ body, request }) => {
        const channel = await open(body.key, request);
        return startSession(ground, channel, body);
      },
    }),
    route({
      ...changeWebchatVisitor,
      isCrossOrigin: true,
      perMinute: 20,
      handler: async ({ actor, body }) => changeVisitor(ground, actor, body),
    }),
    route({
      ...endWebchat,
      isCrossOrigin: true,
      handler: async ({ actor }) => endSession(ground, actor),
    }),
  ];
}

function conversationRoutes(ground: Ground): readonly Route[] {
  const { db, clock } = ground;
  return [
    route({
      ...readWebchatConversation,
      isCrossOrigin: true,
      perMinute: 240,
      errors: ['cursor_invalid'],
      handler: async ({ actor, query }) => {
        await touchVisitor(db, actor, clock.now());
        return readConversation(ground, await readVisitor(db, actor), query.before);
      },
    }),
    route({
      ...sendWebchatMessage,
      isCrossOrigin: true,
      // One each second is faster than anybody types, and slow enough for the desk.
      perMinute: 60,
      errors: ['link_invalid'],
      handler: async ({ actor, body }) => {
        const files = await filesOfTokens(ground, actor.workspaceId, body.files);
        const said = await sayAsVisitor(ground, actor, { ...body, files });
        const [message] = await readMessages(ground, said.visitor, [said.messageId]);
        if (message === undefined) throw new Error(`message ${said.messageId} cannot be read back`);
        return message;
      },
    }),
    route({
      ...uploadWebchatFile,
      isCrossOrigin: true,
      isMultipart: true,
      bodyLimitBytes: visitorFileBytesMax + 64 * 1024,
      perMinute: 30,
      errors: ['request_too_large', 'media_type_unsupported', 'invalid_request'],
      handler: async ({ actor, request }) =>
        keepUpload(ground, actor.workspaceId, await request.file()),
    }),
    route({
      ...seeWebchat,
      isCrossOrigin: true,
      perMinute: 240,
      handler: async ({ actor, body }) => {
        const now = clock.now();
        await touchVisitor(db, actor, now);
        const visitor = await readVisitor(db, actor);
        return { unreadCount: await markSeen(db, visitor, { messageId: body.messageId, now }) };
      },
    }),
  ];
}

/** For admins: the secret is answered once, and kept sealed. */
function identitySecretRoute(ground: Ground): Route {
  const { db, sealer, clock } = ground;
  return route({
    ...makeIdentitySecret,
    answersSecret: true,
    errors: ['not_found'],
    handler: async ({ actor, params, request }) => {
      const { workspaceId } = actor;
      const found = await readChannels(db, sealer, { workspaceId, id: params.channelId });
      const channel = found.find(({ kind }) => kind === 'webchat');
      if (channel === undefined) throw new RequestRefused('not_found');
      const secret = randomBytes(32).toString('base64url');
      await transaction(db, async (tx) => {
        await keepIdentitySecret(tx, sealer, { channel, secret });
        await recordAudit(tx, {
          workspaceId,
          actor,
          action: 'channel.identity_secret_made',
          subject: { kind: 'channel', id: channel.id },
          details: { name: channel.name },
          address: request.ip,
          now: clock.now(),
        });
      });
      return { secret };
    },
  });
}

async function presentConfig(ground: Ground, channel: WebchatChannel) {
  const { isOnline, opensAt } = await openingOf(ground.core, channel);
  const { greeting, color, asksForEmail } = channel.settings;
  return {
    name: channel.name,
    greeting,
    color,
    language: channel.language,
    asksForEmail,
    isOnline,
    opensAt: opensAt === null ? null : toIso(opensAt),
  };
}

function originOf(request: {
  readonly headers: { readonly origin?: string | undefined; readonly host?: string | undefined };
}) {
  return { origin: request.headers.origin, host: request.headers.host };
}
