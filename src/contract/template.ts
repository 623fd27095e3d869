import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/**
 * All that a template may say. Names of agents, teams and tiers, notes and targets are not here,
 * so that no message to a customer can give them away.
 */
export const templatePlaceholders = [
  'contactName',
  'ticketNumber',
  'workspaceName',
  'hasNextUpdate',
  'nextUpdateBy',
  'surveyUrl',
] as const;
export type TemplatePlaceholder = (typeof templatePlaceholders)[number];

/** What a message is nothing without. */
export const requiredPlaceholders: Readonly<Record<string, TemplatePlaceholder>> = {
  feedback_request: 'surveyUrl',
};

export const templateWords = z.object({
  /** One line, ICU MessageFormat. */
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/, 'must be one line'),
  body: z.string().trim().min(1).max(10_000),
});
export type TemplateWords = z.infer<typeof templateWords>;

/** One message to customers in one language. */
export const template = z
  .object({
    /** What it is about, such as `escalation_started`; a policy's mark may name others. */
    event: z.string(),
    language: z.string(),
    /** The text that Belay comes with; null for an event of the workspace's own. */
    builtIn: z.object({ subject: z.string(), body: z.string() }).nullable(),
    /** The workspace's own text, which goes before it. */
    own: z.object({ subject: z.string(), body: z.string() }).nullable(),
    /** Off: customers are not written to about it in this language. */
    isEnabled: z.boolean(),
    /** 0 while nothing was changed. */
    version: z.int(),
    updatedAt: z.string().nullable(),
    updatedByName: z.string().nullable(),
  })
  .meta({ id: 'Template' });
export type Template = z.infer<typeof template>;

export const listTemplates = endpoint({
  method: 'GET',
  url: '/api/v1/templates',
  summary: 'What Belay writes to customers by itself, for each event and language.',
  tag: 'templates',
  permission: 'settings.read',
  scope: 'settings:read',
  schema: {
    response: z.object({ items: z.array(template), placeholders: z.array(z.string()) }),
  },
});

const which = z.object({
  event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'not a name of an event'),
  language: z.string().min(2).max(35),
});

export const putTemplate = endpoint({
  method: 'PUT',
  url: '/api/v1/templates/:event/:language',
  summary: 'Write a message in your own words, or switch it on or off.',
  tag: 'templates',
  permission: 'template.write',
  scope: 'settings:write',
  schema: {
    params: which,
    body: templateWords.extend({ isEnabled: z.boolean().default(true) }),
    response: template,
  },
});

export const resetTemplate = endpoint({
  method: 'DELETE',
  url: '/api/v1/templates/:event/:language',
  summary: 'Go back to the text that Belay comes with.',
  tag: 'templates',
  permission: 'template.write',
  scope: 'settings:write',
  schema: { params: which },
});
