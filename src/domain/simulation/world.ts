import type {
  AgentId,
  CalendarVersionId,
  ChannelId,
  ContactId,
  MatrixVersionId,
  MessageId,
  NewId,
  PolicyVersionId,
  TeamId,
  TicketId,
} from '../kernel/id.ts';
import { uuidV7 } from '../kernel/id.ts';
import { type Instant, instantFromIso } from '../kernel/instant.ts';
import { defaultMatrix } from '../matrix/defaults.ts';
import type { MatrixVersion } from '../matrix/matrix.ts';
import type { Agent, Directory, Team, Tier } from '../people/directory.ts';
import type { Role } from '../people/role.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Target } from '../sla/clock.ts';
import type { Mark, PolicyVersion, TargetsByPriority } from '../sla/policy.ts';
import type { OpenTicket } from '../ticket/command.ts';
import type { CustomerFacts, DecisionContext } from '../ticket/context.ts';
import type { Actor } from '../ticket/event.ts';

/*
 * A small invented workspace for simulations and tests: a first line, a second line and experts,
 * with a lead and a manager each, office hours, one policy for customers and one for hops, and
 * the built-in matrix. Ids are fixed, so that the same world is the same every time.
 */

/** An id of the world, the same for the same number; what it is an id of is the caller's. */
function idOf<Id extends string>(kind: number, number: number): Id {
  const random = new Uint8Array(10);
  random[0] = kind;
  random[9] = number;
  return uuidV7(0, random) as Id;
}

const officeHours = {
  id: idOf<CalendarVersionId>(1, 1),
  name: 'Office hours',
  timeZone: 'Asia/Ho_Chi_Minh',
  is24x7: false,
  weekly: {
    mon: hours(),
    tue: hours(),
    wed: hours(),
    thu: hours(),
    fri: hours(),
    sat: [],
    sun: [],
  },
  holidays: [],
  extraWorkingDays: [],
  specialHours: [],
  holidayCut: 'local_date',
} as const satisfies Calendar;

function hours(): Calendar['weekly']['mon'] {
  return [
    { opens: '08:00', closes: '12:00' },
    { opens: '13:00', closes: '18:00' },
  ];
}

/** The people of the world, by what they are. */
export const people = {
  admin: idOf<AgentId>(2, 1),
  manager: idOf<AgentId>(2, 2),
  lead: idOf<AgentId>(2, 3),
  hoa: idOf<AgentId>(2, 4),
  minh: idOf<AgentId>(2, 5),
  expert: idOf<AgentId>(2, 6),
  collaborator: idOf<AgentId>(2, 7),
  gone: idOf<AgentId>(2, 8),
} as const;

export const teams = {
  care: idOf<TeamId>(3, 1),
  billing: idOf<TeamId>(3, 2),
  experts: idOf<TeamId>(3, 3),
} as const;

export const contactId = idOf<ContactId>(4, 1);

function agent(id: AgentId, name: string, role: Role): Agent {
  return {
    id,
    name,
    role,
    isActive: true,
    presence: 'online',
    isOnTimeOff: false,
    skills: [],
    languages: ['en', 'vi'],
    openTicketCount: 0,
    capacity: 50,
  };
}

function team(
  id: TeamId,
  named: { readonly name: string; readonly tier: Tier; readonly department: string },
  memberIds: readonly AgentId[],
): Team {
  return {
    id,
    ...named,
    calendarVersionId: officeHours.id,
    skills: [],
    languages: ['en', 'vi'],
    leadId: people.lead,
    managerId: people.manager,
    onCallId: null,
    memberIds,
  };
}

export const directory: Directory = {
  agents: new Map(
    [
      agent(people.admin, 'Ada', 'admin'),
      agent(people.manager, 'Mai', 'manager'),
      agent(people.lead, 'Lee', 'agent'),
      agent(people.hoa, 'Hoa', 'agent'),
      agent(people.minh, 'Minh', 'agent'),
      agent(people.expert, 'Eva', 'agent'),
      agent(people.collaborator, 'Cam', 'collaborator'),
      { ...agent(people.gone, 'Gia', 'agent'), isActive: false },
    ].map((each) => [each.id, each]),
  ),
  teams: new Map(
    [
      team(teams.care, { name: 'Care', tier: 'L1', department: 'care' }, [people.hoa, people.lead]),
      team(teams.billing, { name: 'Billing', tier: 'L2', department: 'billing' }, [people.minh]),
      team(teams.experts, { name: 'Experts', tier: 'L3', department: 'technical' }, [
        people.expert,
      ]),
    ].map((each) => [each.id, each]),
  ),
  catchAllId: people.admin,
};

function minutes(count: number): TargetsByPriority {
  const target: Target = { unit: 'minutes', minutes: count };
  const halved: Target = { unit: 'minutes', minutes: count / 2 };
  return { low: target, normal: target, high: halved, urgent: halved };
}

const warning: Mark = {
  id: 'at-80',
  metrics: ['first_response', 'next_response', 'resolution'],
  at: { unit: 'percent', percent: 80, time: null },
  actions: [{ type: 'notify', whom: [{ kind: 'owner' }, { kind: 'lead' }] }],
  rearmBelowPercent: 50,
};

const keepInformed: Mark = {
  id: 'update-at-90',
  metrics: ['update'],
  at: { unit: 'percent', percent: 90, time: null },
  actions: [{ type: 'message_customer', template: 'escalation_waiting' }],
  rearmBelowPercent: null,
};

/** The policy of the world's customers. */
export const customerPolicy: PolicyVersion = {
  id: idOf<PolicyVersionId>(5, 1),
  policyId: 'customers',
  name: 'Customers',
  kind: 'customer',
  conditions: [],
  targets: {
    first_response: minutes(60),
    next_response: minutes(120),
    resolution: minutes(960),
    update: minutes(480),
  },
  calendarVersionId: officeHours.id,
  force24x7For: ['urgent'],
  isFollowTheSun: false,
  graceMinutes: 0,
  pauses: {
    resolution: ['pending', 'on_hold'],
    next_response: ['pending'],
    update: ['pending'],
  },
  resolution: { kind: 'total' },
  update: { mode: 'periodic', scope: 'escalation' },
  onChange: 'retroactive',
  marks: [warning, keepInformed],
  breachWaivers: [],
};

const hopPolicy: PolicyVersion = {
  ...customerPolicy,
  id: idOf<PolicyVersionId>(5, 2),
  policyId: 'hops',
  name: 'Hops',
  kind: 'hop',
  targets: { acknowledge: minutes(30), handle: minutes(480) },
  marks: [],
};

/** Gives ids that are the same in the same order; what a simulation uses for randomness' sake. */
export function countingIds(start = 0): NewId {
  let count = start;
  return () => {
    count += 1;
    const random = new Uint8Array(10);
    new DataView(random.buffer).setUint32(6, count);
    random[0] = 255;
    return uuidV7(1, random);
  };
}

export const noon: Instant = instantFromIso('2026-11-23T05:00:00Z');

const ordinaryCustomer: CustomerFacts = {
  segment: 'b2c',
  plan: null,
  valueCents: 0,
  riskFlags: [],
  policyId: null,
};

const ruleNames = {
  outage: 'Outage',
  fraud: 'Fraud',
  compliance: 'Compliance',
  clock_breach: 'Clock breach',
  key_account: 'Key account',
  billing: 'Billing',
  complaint: 'Complaint',
  technical: 'Technical',
};

const matrix: MatrixVersion = {
  ...defaultMatrix('tiered', directory, ruleNames),
  id: idOf<MatrixVersionId>(6, 1),
  version: 1,
};

/** A decision's context in the world; what is given replaces what is usual. */
export function contextAt(now: Instant, given: Partial<DecisionContext> = {}): DecisionContext {
  return {
    now,
    newId: countingIds(),
    actor: { kind: 'system' },
    cause: null,
    directory,
    customer: ordinaryCustomer,
    policies: [customerPolicy, hopPolicy],
    pastPolicies: new Map(),
    calendars: new Map([[officeHours.id, officeHours]]),
    matrix,
    ...given,
  };
}

export function agentActor(id: AgentId): Actor {
  return { kind: 'agent', id };
}

/** A message's id, the same for the same number. */
export function messageId(number: number): MessageId {
  return idOf<MessageId>(7, number);
}

/** A customer's mail that opens a ticket; what is given replaces what is usual. */
export function openingMail(at: Instant, given: Partial<OpenTicket> = {}): OpenTicket {
  return {
    type: 'openTicket',
    ticketId: idOf<TicketId>(8, 1),
    number: 1042,
    subject: 'Refund not received',
    state: 'new',
    priority: 'normal',
    issueType: null,
    channelId: idOf<ChannelId>(9, 1),
    channelKind: 'email',
    contactId,
    organizationId: null,
    language: 'en',
    teamId: null,
    ownerId: null,
    tags: [],
    followUpOf: null,
    isPractice: false,
    isImported: false,
    firstMessage: {
      messageId: messageId(1),
      contactId,
      channelKind: 'email',
      receivedAt: at,
      isAutomatic: false,
      signs: [],
    },
    ...given,
  };
}
