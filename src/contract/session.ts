import { z } from 'zod';
import { presences } from '#domain/people/directory.ts';
import { permissions, scopes } from '#domain/people/permission.ts';
import { roles } from '#domain/people/role.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

export const roleText = z.enum(roles);
export const scopeText = z.enum(scopes);
export const permissionText = z.enum(permissions);

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** When notices may disturb; `page` ones (an escalation that is mine) get through regardless. */
const quietHours = z.object({
  isOn: z.boolean(),
  /** Wall time in the workspace's zone, `HH:MM`. */
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

/** How a person wants to hear of things: in the page always, beyond it as chosen. */
const notificationChoices = z.object({
  desktop: z.boolean(),
  quietHours,
});
export type NotificationChoices = z.infer<typeof notificationChoices>;

const shortcutChoices = z.object({
  isOn: z.boolean(),
  /** Keys by the name of the command, only where they differ from the built-in ones. */
  keys: z.record(z.string().max(60), z.string().max(40)),
});
export type ShortcutChoices = z.infer<typeof shortcutChoices>;

/** Who is signed in, and what they may do: the desk shows its buttons by `permissions`. */
export const session = z
  .object({
    agent: z.object({
      id: idText,
      name: z.string(),
      email: z.string(),
      role: roleText,
      language: z.string(),
      theme: z.enum(themes),
      presence: z.enum(presences),
      signature: z.string(),
      shortcuts: shortcutChoices,
      notifications: notificationChoices,
    }),
    workspace: z.object({
      id: idText,
      name: z.string(),
      language: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      isSetUp: z.boolean(),
    }),
    teamIds: z.array(idText),
    permissions: z.array(permissionText),
    serverTime: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const getSession = endpoint({
  method: 'GET',
  url: '/api/v1/session',
  summary: 'Who is signed in, their workspace, and what they may do.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { response: session },
});

const sessionChange = z
  .object({
    name: z.string().trim().min(1).max(120),
    language: z.string().min(2).max(35),
    theme: z.enum(themes),
    presence: z.enum(presences),
    signature: z.string().max(4000),
    shortcuts: shortcutChoices,
    notifications: notificationChoices,
  })
  .partial();
export type SessionChange = z.infer<typeof sessionChange>;

export const changeSession = endpoint({
  method: 'PATCH',
  url: '/api/v1/session',
  summary: 'Change your own name, language, theme, presence, shortcuts or notices.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { body: sessionChange, response: session },
});

/** One browser in which the person is signed in. Its token is never shown. */
export const signedInDevice = z
  .object({
    id: z.string(),
    isCurrent: z.boolean(),
    userAgent: z.string(),
    address: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'SignedInDevice' });
export type SignedInDevice = z.infer<typeof signedInDevice>;

export const listSessions = endpoint({
  method: 'GET',
  url: '/api/v1/sessions',
  summary: 'The browsers in which you are signed in, the newest first.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { response: z.object({ items: z.array(signedInDevice) }) },
});

export const revokeSession = endpoint({
  method: 'DELETE',
  url: '/api/v1/sessions/:sessionId',
  summary: 'Sign one of your browsers out.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { params: z.object({ sessionId: idText }) },
});

export const revokeOtherSessions = endpoint({
  method: 'DELETE',
  url: '/api/v1/sessions',
  summary: 'Sign out everywhere but here.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { response: z.object({ revokedCount: z.int() }) },
});
