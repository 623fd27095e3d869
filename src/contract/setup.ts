import { z } from 'zod';
import { businessKinds } from '#domain/matrix/defaults.ts';
import { endpoint } from './endpoint.ts';

export const setupState = z
  .object({
    isSetUp: z.boolean(),
    workspaceName: z.string(),
    language: z.string(),
    timeZone: z.string(),
    ownName: z.string(),
    /** Empty until it is known: the first admin comes by a printed link, without an address. */
    ownEmail: z.string(),
    hasPassword: z.boolean(),
    /** Whether invitations leave by mail; without a mail server their links are handed over. */
    sendsMail: z.boolean(),
  })
  .meta({ id: 'SetupState' });
export type SetupState = z.infer<typeof setupState>;

export const getSetup = endpoint({
  method: 'GET',
  url: '/api/v1/setup',
  summary: 'Whether the first-run questions are answered, and what to propose for them.',
  tag: 'setup',
  permission: 'settings.write',
  scope: null,
  schema: { response: setupState },
});

const person = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).toLowerCase(),
});

export const mailboxSettings = z.object({
  address: z.email().max(254).toLowerCase(),
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
  imapHost: z.string().trim().min(1).max(253),
  imapPort: z.int().min(1).max(65_535).default(993),
  smtpHost: z.string().trim().min(1).max(253),
  smtpPort: z.int().min(1).max(65_535).default(465),
});
export type MailboxSettings = z.infer<typeof mailboxSettings>;

export const setupAnswers = z.object({
  /** 1. Who we are. */
  workspaceName: z.string().trim().min(1).max(120),
  ownName: z.string().trim().min(1).max(120),
  ownEmail: z.email().max(254).toLowerCase(),
  /** The first password of the one who answers; null when they have one already. */
  password: z.string().min(1).max(1000).nullable(),
  /** 2. Where. */
  language: z.string().min(2).max(35),
  timeZone: z.string().min(1).max(64),
  /** 3. What kind of business. */
  businessKind: z.enum(businessKinds),
  /** 4. Who takes over when the first line cannot hold it; nobody means the one who answers. */
  secondLine: z.array(person).max(20),
  /** 5. What comes in first. */
  start: z.discriminatedUnion('with', [
    z.object({ with: z.literal('nothing') }),
    z.object({ with: z.literal('sample') }),
    z.object({ with: z.literal('mailbox'), mailbox: mailboxSettings }),
  ]),
});
export type SetupAnswers = z.infer<typeof setupAnswers>;

export const setupOutcome = z
  .object({
    /** For each colleague the link of their invitation, in case no mail leaves yet. */
    invitations: z.array(z.object({ name: z.string(), email: z.string(), link: z.string() })),
  })
  .meta({ id: 'SetupOutcome' });
export type SetupOutcome = z.infer<typeof setupOutcome>;

export const completeSetup = endpoint({
  method: 'PUT',
  url: '/api/v1/setup',
  summary: 'Answer the first-run questions: teams, targets and matrix are made from them.',
  tag: 'setup',
  permission: 'settings.write',
  scope: null,
  schema: { body: setupAnswers, response: setupOutcome },
});
