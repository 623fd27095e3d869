import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { mailServerProblem } from './mail-problem.ts';
import { idText } from './page.ts';

const host = z.string().trim().min(1).max(253);
const port = z.number().int().min(1).max(65_535);
export const mailSecurity = z.enum(['tls', 'starttls', 'none']);

/** How a mail server is reached. The password is written, never read back. */
export const mailServer = z.object({
  host,
  port,
  security: mailSecurity,
  user: z.string().max(254).default(''),
});

export const emailSettings = z
  .object({
    /** The name that customers see beside the address. */
    displayName: z.string().trim().max(200).default(''),
    imap: mailServer.extend({ mailbox: z.string().max(200).default('INBOX') }).nullable(),
    smtp: mailServer.nullable(),
    /** Whether `name+anything@host` arrives too; replies then carry their token in the address. */
    hasPlusAddressing: z.boolean().default(true),
  })
  .meta({ id: 'EmailSettings' });

export const webchatSettings = z
  .object({
    greeting: z.string().max(500).default(''),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .default('#2f5bd8'),
    /** Sites that may embed the widget; empty allows every site. */
    origins: z.array(z.url().max(300)).max(50).default([]),
    asksForEmail: z.boolean().default(true),
  })
  .meta({ id: 'WebchatSettings' });

export const channelStatus = z
  .object({
    /** `by_hook`: a mail channel that fetches nothing and takes what is posted to its hook. */
    state: z.enum(['ready', 'connecting', 'connected', 'waiting', 'stopped', 'off', 'by_hook']),
    /** What is wrong; null when nothing is. */
    problem: mailServerProblem.nullable(),
    lastFetchAt: z.string().nullable(),
    /** Whether answers can leave: a mail channel needs a server of its own or the installation's. */
    canSend: z.boolean(),
  })
  .meta({ id: 'ChannelStatus' });

const common = {
  id: idText,
  name: z.string(),
  address: z.string(),
  teamId: idText.nullable(),
  language: z.string(),
  isEnabled: z.boolean(),
  status: channelStatus,
  version: z.number().int(),
};

export const channel = z
  .discriminatedUnion('kind', [
    z.object({
      ...common,
      kind: z.literal('email'),
      settings: emailSettings,
      /** Where a mail provider may post raw mail, signed with the hook's secret. */
      hookUrl: z.string(),
    }),
    z.object({ ...common, kind: z.literal('webchat'), settings: webchatSettings }),
    z.object({ ...common, kind: z.literal('api'), settings: z.object({}) }),
  ])
  .meta({ id: 'Channel' });
export type Channel = z.infer<typeof channel>;

export const listChannels = endpoint({
  method: 'GET',
  url: '/api/v1/channels',
  summary: 'List the ways in and out, with how each is doing.',
  tag: 'channels',
  permission: 'settings.read',
  scope: 'settings:read',
  schema: { response: z.object({ items: z.array(channel) }) },
});

const passwords = {
  imapPassword: z.string().max(1000).optional(),
  smtpPassword: z.string().max(1000).optional(),
};

export const channelBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('email'),
    name: z.string().trim().min(1).max(120),
    address: z.email().max(254).toLowerCase(),
    teamId: idText.nullable().default(null),
    language: z.string().min(2).max(35).default('en'),
    isEnabled: z.boolean().default(true),
    settings: emailSettings,
    ...passwords,
  }),
  z.object({
    kind: z.literal('webchat'),
    name: z.string().trim().min(1).max(120),
    teamId: idText.nullable().default(null),
    language: z.string().min(2).max(35).default('en'),
    isEnabled: z.boolean().default(true),
    settings: webchatSettings,
  }),
  z.object({
    kind: z.literal('api'),
    name: z.string().trim().min(1).max(120),
    teamId: idText.nullable().default(null),
    language: z.string().min(2).max(35).default('en'),
    isEnabled: z.boolean().default(true),
    settings: z.object({}).default({}),
  }),
]);
export type ChannelBody = z.infer<typeof channelBody>;

export const createChannel = endpoint({
  method: 'POST',
  url: '/api/v1/channels',
  summary: 'Connect a channel. A mail channel answers its hook secret once.',
  tag: 'channels',
  permission: 'channel.manage',
  scope: 'settings:write',
  status: 201,
  schema: {
    body: channelBody,
    response: z.object({ channel, hookSecret: z.string().nullable() }),
  },
});

export const updateChannel = endpoint({
  method: 'PUT',
  url: '/api/v1/channels/:channelId',
  summary: 'Change a channel. A password that is left out stays as it is.',
  tag: 'channels',
  permission: 'channel.manage',
  scope: 'settings:write',
  schema: {
    params: z.object({ channelId: idText }),
    body: channelBody,
    response: channel,
  },
});

export const renewHookSecret = endpoint({
  method: 'POST',
  url: '/api/v1/channels/:channelId/hook-secret',
  summary:
    "Make a new secret for a mail channel's hook; the one before is taken for 24 hours more.",
  tag: 'channels',
  permission: 'channel.manage',
  scope: null,
  status: 201,
  schema: {
    params: z.object({ channelId: idText }),
    response: z.object({ secret: z.string() }),
  },
});

const tried = z.object({ ok: z.boolean(), problem: mailServerProblem.nullable() });

export const testChannel = endpoint({
  method: 'POST',
  url: '/api/v1/channels/test',
  summary: 'Try to sign in at the mail servers, before anything is saved.',
  tag: 'channels',
  permission: 'channel.manage',
  scope: 'settings:write',
  schema: {
    body: z.object({
      /** Takes the stored passwords of this channel where none is given. */
      channelId: idText.nullable().default(null),
      settings: emailSettings,
      ...passwords,
    }),
    response: z.object({ imap: tried.nullable(), smtp: tried.nullable() }),
  },
});

export const receiveRawMail = endpoint({
  method: 'POST',
  url: '/api/v1/inbound/mail/:channelId',
  summary: 'Take a raw mail (message/rfc822) from a provider, signed as Standard Webhooks has it.',
  tag: 'channels',
  permission: 'public',
  scope: null,
  status: 202,
  schema: {
    params: z.object({ channelId: idText }),
    response: z.object({ result: z.enum(['stored', 'duplicate']) }),
  },
});
