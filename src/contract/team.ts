import { z } from 'zod';
import { tiers } from '#domain/people/directory.ts';
import { languageList, skillList } from './agent.ts';
import { endpoint } from './endpoint.ts';
import { idText, instantText } from './page.ts';

export const team = z
  .object({
    id: idText,
    name: z.string(),
    tier: z.enum(tiers),
    department: z.string(),
    /** Its working hours; null means around the clock. */
    calendarId: idText.nullable(),
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    leadId: idText.nullable(),
    managerId: idText.nullable(),
    /** Only members, managers, admins and auditors see its tickets. */
    isRestricted: z.boolean(),
    isArchived: z.boolean(),
    memberIds: z.array(idText),
    /** Who is on call now; null outside any shift. */
    onCallId: idText.nullable(),
    openTicketCount: z.int(),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof team>;

export const listTeams = endpoint({
  method: 'GET',
  url: '/api/v1/teams',
  summary: 'The teams by tier, with their people, hours and who is on call.',
  tag: 'teams',
  permission: 'settings.read',
  scope: 'directory:read',
  schema: {
    query: z.object({ isArchived: z.stringbool().default(false) }),
    response: z.object({ items: z.array(team) }),
  },
});

export const readTeam = endpoint({
  method: 'GET',
  url: '/api/v1/teams/:teamId',
  summary: 'One of the teams.',
  tag: 'teams',
  permission: 'settings.read',
  scope: 'directory:read',
  schema: { params: z.object({ teamId: idText }), response: team },
});

const teamFields = {
  name: z.string().trim().min(1).max(120),
  tier: z.enum(tiers),
  department: z.string().trim().max(120),
  calendarId: idText.nullable(),
  skills: skillList,
  languages: languageList,
  leadId: idText.nullable(),
  managerId: idText.nullable(),
  isRestricted: z.boolean(),
  memberIds: z.array(idText).max(500),
};

export const teamBody = z.object({
  ...teamFields,
  department: teamFields.department.default(''),
  calendarId: teamFields.calendarId.default(null),
  skills: teamFields.skills.default([]),
  languages: teamFields.languages.default([]),
  leadId: teamFields.leadId.default(null),
  managerId: teamFields.managerId.default(null),
  isRestricted: teamFields.isRestricted.default(false),
  memberIds: teamFields.memberIds.default([]),
});
export type TeamBody = z.infer<typeof teamBody>;

export const createTeam = endpoint({
  method: 'POST',
  url: '/api/v1/teams',
  summary: 'Make a team.',
  tag: 'teams',
  permission: 'team.manage',
  scope: null,
  status: 201,
  schema: { body: teamBody, response: team },
});

export const teamChange = z.object({ ...teamFields, isArchived: z.boolean() }).partial();
export type TeamChange = z.infer<typeof teamChange>;

export const updateTeam = endpoint({
  method: 'PATCH',
  url: '/api/v1/teams/:teamId',
  summary: 'Change a team or its members, archive it or bring it back.',
  tag: 'teams',
  permission: 'team.manage',
  scope: null,
  schema: { params: z.object({ teamId: idText }), body: teamChange, response: team },
});

export const onCallShift = z
  .object({
    id: idText,
    teamId: idText,
    agentId: idText,
    agentName: z.string(),
    fromAt: z.string(),
    toAt: z.string(),
    /** Wins over every ordinary shift that it overlaps. */
    isOverride: z.boolean(),
  })
  .meta({ id: 'OnCallShift' });
export type OnCallShift = z.infer<typeof onCallShift>;

export const listOnCallShifts = endpoint({
  method: 'GET',
  url: '/api/v1/teams/:teamId/on-call-shifts',
  summary: 'Who is on call for a team and when; from now on unless a time is given.',
  tag: 'teams',
  permission: 'directory.read',
  scope: 'directory:read',
  schema: {
    params: z.object({ teamId: idText }),
    query: z.object({ from: instantText.optional(), to: instantText.optional() }),
    response: z.object({ items: z.array(onCallShift) }),
  },
});

export const addOnCallShifts = endpoint({
  method: 'POST',
  url: '/api/v1/teams/:teamId/on-call-shifts',
  summary: 'Put somebody on call, once or at the same hours of several weeks.',
  tag: 'teams',
  permission: 'team.manage',
  scope: null,
  status: 201,
  schema: {
    params: z.object({ teamId: idText }),
    body: z.object({
      agentId: idText,
      fromAt: instantText,
      toAt: instantText,
      isOverride: z.boolean().default(false),
      /** How many weeks in a row, by the wall clock of the workspace. */
      weeks: z.int().min(1).max(53).default(1),
    }),
    response: z.object({ items: z.array(onCallShift) }),
  },
});

export const removeOnCallShift = endpoint({
  method: 'DELETE',
  url: '/api/v1/teams/:teamId/on-call-shifts/:shiftId',
  summary: 'Take somebody off call.',
  tag: 'teams',
  permission: 'team.manage',
  scope: null,
  schema: { params: z.object({ teamId: idText, shiftId: idText }) },
});
