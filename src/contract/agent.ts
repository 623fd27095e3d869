import { z } from 'zod';
import { presences } from '#domain/people/directory.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';
import { roleText } from './session.ts';

/** Skills and languages: short words that routing and swarms look for. */
export const skillList = z.array(z.string().trim().min(1).max(60)).max(50);

/** BCP 47 tags, such as `vi` or `zh-Hant`. */
export const languageList = z
  .array(
    z
      .string()
      .max(35)
      .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'not a language'),
  )
  .max(30);

export const timeOff = z
  .object({ id: idText, fromAt: z.string(), toAt: z.string() })
  .meta({ id: 'TimeOff' });
export type TimeOff = z.infer<typeof timeOff>;

/** Somebody who works here, or once did. Who has not accepted an invitation is not among them. */
export const agent = z
  .object({
    id: idText,
    name: z.string(),
    email: z.string(),
    role: roleText,
    language: z.string(),
    presence: z.enum(presences),
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    /** How many open tickets routing gives at most. */
    ticketCapacity: z.int(),
    /** How many chats at once. */
    chatCapacity: z.int(),
    isActive: z.boolean(),
    teamIds: z.array(idText),
    openTicketCount: z.int(),
    /** Now and to come, the earliest first. */
    timeOff: z.array(timeOff),
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof agent>;

export const listAgents = endpoint({
  method: 'GET',
  url: '/api/v1/agents',
  summary: 'Everyone who works here or once did, with skills, capacity and time off.',
  tag: 'agents',
  permission: 'settings.read',
  scope: 'directory:read',
  schema: { response: z.object({ items: z.array(agent) }) },
});

export const readAgent = endpoint({
  method: 'GET',
  url: '/api/v1/agents/:agentId',
  summary: 'One of the agents.',
  tag: 'agents',
  permission: 'settings.read',
  scope: 'directory:read',
  schema: { params: z.object({ agentId: idText }), response: agent },
});

export const agentChange = z
  .object({
    name: z.string().trim().min(1).max(120),
    role: roleText,
    skills: skillList,
    languages: languageList,
    ticketCapacity: z.int().min(0).max(1000),
    chatCapacity: z.int().min(0).max(50),
    /** Off: they are signed out, and their open tickets go back to the queue of the team. */
    isActive: z.boolean(),
    /** All the teams they are in from now on. */
    teamIds: z.array(idText).max(50),
  })
  .partial();
export type AgentChange = z.infer<typeof agentChange>;

export const updateAgent = endpoint({
  method: 'PATCH',
  url: '/api/v1/agents/:agentId',
  summary: 'Change what somebody may do, knows and can hold, or deactivate them.',
  tag: 'agents',
  permission: 'people.manage',
  scope: null,
  schema: { params: z.object({ agentId: idText }), body: agentChange, response: agent },
});

export const addTimeOff = endpoint({
  method: 'POST',
  url: '/api/v1/agents/:agentId/time-off',
  summary: 'Note when somebody is away; routing passes them by meanwhile.',
  tag: 'agents',
  permission: 'team.manage',
  scope: null,
  status: 201,
  schema: {
    params: z.object({ agentId: idText }),
    body: z.object({ fromAt: instantText, toAt: instantText }),
    response: timeOff,
  },
});

export const removeTimeOff = endpoint({
  method: 'DELETE',
  url: '/api/v1/agents/:agentId/time-off/:timeOffId',
  summary: 'Take back time off.',
  tag: 'agents',
  permission: 'team.manage',
  scope: null,
  schema: { params: z.object({ agentId: idText, timeOffId: idText }) },
});

export const changePresence = endpoint({
  method: 'PUT',
  url: '/api/v1/session/presence',
  summary: 'Say whether you are at the desk; offers of work follow it at once.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: {
    body: z.object({ presence: z.enum(presences) }),
    response: z.object({ presence: z.enum(presences) }),
  },
});
