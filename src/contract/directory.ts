import { z } from 'zod';
import { presences, tiers } from '#domain/people/directory.ts';
import { roles } from '#domain/people/role.ts';
import { channelKinds } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

/** A colleague as pickers and mentions show them. */
export const directoryAgent = z
  .object({
    id: idText,
    name: z.string(),
    role: z.enum(roles),
    presence: z.enum(presences),
    isActive: z.boolean(),
    teamIds: z.array(idText),
  })
  .meta({ id: 'DirectoryAgent' });
export type DirectoryAgent = z.infer<typeof directoryAgent>;

/** A team as pickers and mentions show it. Archived teams are left out. */
export const directoryTeam = z
  .object({
    id: idText,
    name: z.string(),
    tier: z.enum(tiers),
    department: z.string(),
    memberIds: z.array(idText),
  })
  .meta({ id: 'DirectoryTeam' });
export type DirectoryTeam = z.infer<typeof directoryTeam>;

/** A way in and out that is switched on, as pickers name it. */
export const directoryChannel = z
  .object({ id: idText, kind: z.enum(channelKinds), name: z.string(), address: z.string() })
  .meta({ id: 'DirectoryChannel' });
export type DirectoryChannel = z.infer<typeof directoryChannel>;

export const directory = z
  .object({
    agents: z.array(directoryAgent),
    teams: z.array(directoryTeam),
    channels: z.array(directoryChannel),
  })
  .meta({ id: 'Directory' });
export type Directory = z.infer<typeof directory>;

export const readDirectory = endpoint({
  method: 'GET',
  url: '/api/v1/directory',
  summary: 'Everyone, every team and every channel of the workspace, for pickers and mentions.',
  tag: 'directory',
  permission: 'directory.read',
  scope: 'directory:read',
  schema: { response: directory },
});
