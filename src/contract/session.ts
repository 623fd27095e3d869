import { z } from 'zod';
import { permissions, scopes } from '#domain/people/permission.ts';
import { roles } from '#domain/people/role.ts';
import { idText } from './page.ts';

export const roleText = z.enum(roles);
export const scopeText = z.enum(scopes);
export const permissionText = z.enum(permissions);

/** Who is signed in, and what they may do: the desk shows its buttons by `permissions`. */
export const session = z
  .object({
    workspaceId: idText,
    workspaceName: z.string(),
    agentId: idText,
    name: z.string(),
    email: z.string(),
    role: roleText,
    teamIds: z.array(idText),
    permissions: z.array(permissionText),
    language: z.string(),
    timeZone: z.string(),
    serverTime: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;
