import type { z } from 'zod';
import {
  type Channel,
  type ChannelBody,
  createChannel,
  listChannels,
  receiveRawMail,
  renewHookSecret,
  testChannel,
  updateChannel,
} from '#contract/channel.ts';
import type { ChannelId } from '#domain/kernel/id.ts';
import type { Ground } from '#server/belay.ts';
import { transaction, violatedConstraint } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { requireVersion } from '#server/platform/http/etag.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { recordAudit } from '../audit/public.ts';
import { readChannels, type StoredChannel } from './channel-row.ts';
import {
  changeChannel,
  hookSecretsOf,
  insertChannel,
  lockChannel,
  rotateHookSecret,
} from './commands.ts';
import { isSignedByHook } from './hook-signature.ts';
import { knownPasswords } from './known-passwords.ts';

/** What the mail channel does for these routes; it stands above them and is handed in. */
export type MailDoors = {
  readonly tryServers: (
    tried: z.output<typeof testChannel.schema.body>,
    stored: StoredChannel | null,
  ) => Promise<z.output<typeof testChannel.schema.response>>;
  /** Keeps a mail that a provider posted. */
  readonly store: (channel: StoredChannel, content: Buffer) => Promise<'stored' | 'duplicate'>;
  /** Channels changed: readers start, stop or change. */
  readonly refresh: () => Promise<void>;
};

const rawMailBytesMax = 50 * 1024 * 1024;

export function channelRoutes(ground: Ground, doors: MailDoors): readonly Route[] {
  const { db, sealer } = ground;
  return [
    route({
      ...listChannels,
      handler: async ({ actor }) => {
        const channels = await readChannels(db, sealer, { workspaceId: actor.workspaceId });
        return { items: channels.map((each) => present(ground, each)) };
      },
    }),
    route({
      ...testChannel,
      errors: ['not_found'],
      perMinute: 30,
      handler: async ({ actor, body }) => {
        const stored = body.channelId === null ? null : await find(ground, actor, body.channelId);
        return doors.tryServers(body, stored);
      },
    }),
    ...changingRoutes(ground, doors),
    hookSecretRoute(ground),
    hookRoute(ground, doors),
  ];
}

function changingRoutes(ground: Ground, doors: MailDoors): readonly Route[] {
  const { db, sealer, clock } = ground;
  return [
    route({
      ...createChannel,
      errors: ['conflict'],
      answersSecret: true,
      handler: async ({ actor, body, request }) => {
        const { id, hookSecret } = await unlessTaken(() =>
          transaction(db, async (tx) => {
            const now = clock.now();
            const made = await insertChannel(tx, sealer, {
              workspaceId: actor.workspaceId,
              body,
              now,
            });
            await recordAudit(tx, {
              workspaceId: actor.workspaceId,
              actor,
              action: 'channel.created',
              subject: { kind: 'channel', id: made.id },
              details: { kind: body.kind, name: body.name },
              address: request.ip,
              now,
            });
            return made;
          }),
        );
        await doors.refresh();
        return { channel: present(ground, await find(ground, actor, id)), hookSecret };
      },
    }),
    route({
      ...updateChannel,
      errors: ['not_found', 'conflict', 'invalid_request', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch, request }) => {
        await unlessTaken(() =>
          transaction(db, async (tx) => {
            const now = clock.now();
            const before = await lockChannel(tx, sealer, {
              workspaceId: actor.workspaceId,
              id: params.channelId,
            });
            if (before === null) throw new RequestRefused('not_found');
            if (before.kind !== body.kind) throw new RequestRefused('conflict');
            requirePasswords(before, body);
            requireVersion(ifMatch, before.version);
            await changeChannel(tx, sealer, {
              workspaceId: actor.workspaceId,
              id: before.id,
              body,
              now,
            });
            await recordAudit(tx, {
              workspaceId: actor.workspaceId,
              actor,
              action: 'channel.changed',
              subject: { kind: 'channel', id: before.id },
              details: { name: body.name, isEnabled: body.isEnabled },
              address: request.ip,
              now,
            });
          }),
        );
        await doors.refresh();
        return present(ground, await find(ground, actor, params.channelId));
      },
    }),
  ];
}

/** A password that is left out stays; for another server it must be given again. */
function requirePasswords(before: StoredChannel, body: ChannelBody): void {
  if (before.kind !== 'email' || body.kind !== 'email') return;
  const known = knownPasswords(before, body.settings);
  const { imapPassword, smtpPassword } = before.secrets;
  const isMissing = {
    imapPassword: imapPassword !== '' && known.imap === null && body.imapPassword === undefined,
    smtpPassword: smtpPassword !== '' && known.smtp === null && body.smtpPassword === undefined,
  };
  const fields = (['imapPassword', 'smtpPassword'] as const)
    .filter((path) => isMissing[path])
    .map((path) => ({ path, code: 'required', message: 'give it again for another server' }));
  if (fields.length > 0) throw new RequestRefused('invalid_request', { fields });
}

async function find(ground: Ground, actor: StaffActor, id: string): Promise<StoredChannel> {
  const { db, sealer } = ground;
  const [channel] = await readChannels(db, sealer, { workspaceId: actor.workspaceId, id });
  if (channel === undefined) throw new RequestRefused('not_found');
  return channel;
}

/** For admins: the secret is answered once, and kept sealed. */
function hookSecretRoute({ db, sealer, clock }: Ground): Route {
  return route({
    ...renewHookSecret,
    answersSecret: true,
    errors: ['not_found'],
    handler: async ({ actor, params, request }) => {
      const { workspaceId } = actor;
      const now = clock.now();
      const id = params.channelId;
      return transaction(db, async (tx) => {
        const { secret, name } = await rotateHookSecret(tx, sealer, { workspaceId, id, now });
        await recordAudit(tx, {
          workspaceId,
          actor,
          action: 'channel.hook_secret_rotated',
          subject: { kind: 'channel', id },
          details: { name },
          address: request.ip,
          now,
        });
        return { secret };
      });
    },
  });
}

/**
 * The door for mail providers. A wrong signature looks like a channel that is not there. Its
 * signature can only be judged with the whole mail in memory, so strangers, who know no channel's
 * address, are refused before they send one.
 */
function hookRoute(ground: Ground, doors: MailDoors): Route {
  return route({
    ...receiveRawMail,
    beforeBody: async ({ params }) => {
      const asked = receiveRawMail.schema.params.safeParse(params);
      const [channel] = asked.success
        ? await readChannels(ground.db, ground.sealer, { id: asked.data.channelId })
        : [];
      if (channel?.kind !== 'email') throw new RequestRefused('signature_invalid');
    },
    keepsRawBody: true,
    bodyLimitBytes: rawMailBytesMax,
    errors: ['not_found', 'signature_invalid', 'channel_disabled'],
    handler: async ({ params, request }) => {
      const [channel] = await readChannels(ground.db, ground.sealer, {
        id: params.channelId as ChannelId,
      });
      const body = request.rawBody;
      if (channel?.kind !== 'email' || body === null) throw new RequestRefused('signature_invalid');
      const isSigned = isSignedByHook({
        secrets: hookSecretsOf(channel.secrets, ground.clock.now()),
        headers: request.headers,
        body,
        now: ground.clock.now(),
      });
      if (!isSigned) throw new RequestRefused('signature_invalid');
      if (!channel.isEnabled) throw new RequestRefused('channel_disabled');
      return { result: await doors.store(channel, body) };
    },
  });
}

function present(ground: Ground, channel: StoredChannel): Channel {
  const { id, name, address, teamId, language, isEnabled, version } = channel;
  const status = statusOf(channel, ground.smtpUrl !== null);
  const common = { id, name, address, teamId, language, isEnabled, status, version };
  switch (channel.kind) {
    case 'email':
      return {
        ...common,
        kind: 'email',
        settings: channel.settings,
        hookUrl: `${ground.baseUrl}/api/v1/inbound/mail/${id}`,
      };
    case 'webchat':
      return { ...common, kind: 'webchat', settings: channel.settings };
    case 'api':
      return { ...common, kind: 'api', settings: {} };
    default:
      return channel satisfies never;
  }
}

/** The settings go before what a reader noted last: one that is no longer wanted says nothing. */
function statusOf(channel: StoredChannel, hasOwnServer: boolean): Channel['status'] {
  if (channel.kind !== 'email') return { ...channel.status, canSend: true };
  const canSend = channel.settings.smtp !== null || hasOwnServer;
  if (channel.settings.imap !== null) return { ...channel.status, canSend };
  return { state: 'by_hook', problem: null, lastFetchAt: null, canSend };
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === null) throw error;
    throw new RequestRefused('conflict', { facts: { field: 'address' } });
  }
}
