import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

export const workspace = z
  .object({
    id: idText,
    name: z.string(),
    /** What Belay speaks to customers whose language it does not know. */
    language: z.string(),
    /** IANA, such as `Asia/Bangkok`. */
    timeZone: z.string(),
    /** ISO 4217, such as `THB`. */
    currency: z.string(),
    /** Who answers when nobody else is left. */
    catchAllAgentId: idText.nullable(),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspace>;

export const readWorkspace = endpoint({
  method: 'GET',
  url: '/api/v1/workspace',
  summary: 'The settings of the whole workspace.',
  tag: 'workspace',
  permission: 'settings.read',
  scope: 'settings:read',
  schema: { response: workspace },
});

export const workspaceChange = z
  .object({
    name: z.string().trim().min(1).max(120),
    language: z.string().min(2).max(35),
    timeZone: z.string().min(1).max(64),
    currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency'),
    catchAllAgentId: idText,
  })
  .partial();
export type WorkspaceChange = z.infer<typeof workspaceChange>;

export const updateWorkspace = endpoint({
  method: 'PATCH',
  url: '/api/v1/workspace',
  summary: 'Change the name, language, time zone, currency or catch-all owner.',
  tag: 'workspace',
  permission: 'settings.write',
  scope: 'settings:write',
  schema: { body: workspaceChange, response: workspace },
});
