import { z } from 'zod';
import { permissions, scopes } from '#domain/people/permission.ts';
import { presences } from '#domain/people/directory.ts';
import { roles } from '#domain/people/role.ts';
import { idText } from './page.ts';

export const roleText = z.enum(roles);
export const scopeText = z.enum(scopes);
export const permissionText = z.enum(permissions);

export const themes = ['system', 'light', 'dark'] as const;

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
      teamIds: z.array(idText),
    }),
    workspace: z.object({
      id: idText,
      name: z.string(),
      language: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      isSetUp: z.boolean(),
    }),
    permissions: z.array(permissionText),
    serverTime: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;
