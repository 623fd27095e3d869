import type { EscalationCommand } from '#domain/escalation/command.ts';
import { decideEscalation } from '#domain/escalation/decide.ts';
import type { Brief, PathStep, Receiver, StepTarget } from '#domain/escalation/escalation.ts';
import type { EscalationEvent } from '#domain/escalation/event.ts';
import { activeEscalation, evolveEscalations, openHopOf } from '#domain/escalation/evolve.ts';
import type {
  AgentId,
  CalendarVersionId,
  ContactId,
  MatrixVersionId,
  TeamId,
  TicketId,
} from '#domain/kernel/id.ts';
import { type Instant, instantFromIso } from '#domain/kernel/instant.ts';
import type { MatrixFacts } from '#domain/matrix/facts.ts';
import type { MatrixVersion } from '#domain/matrix/matrix.ts';
import type { Agent, Directory, Team } from '#domain/people/directory.ts';
import type { RoutingFacts } from '#domain/routing/resolve.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import type { Actor, Recorded } from '#domain/ticket/event.ts';
import type { Ticket } from '#domain/ticket/ticket.ts';

/*
 * A small desk for tests of the escalation core: first line (Care), a billing team, experts and
 * developers; Mai manages Care and Billing, Omar the others, Ada is the admin and the catch-all.
 */

export const agentId = (name: string): AgentId => name as AgentId;
export const teamId = (name: string): TeamId => name as TeamId;
export const officeHours = 'office' as CalendarVersionId;

/** A Monday, 10:00 in Ho Chi Minh City, within office hours. */
export const monday: Instant = instantFromIso('2026-03-02T10:00:00+07:00');

export function makeAgent(name: string, changes: Partial<Agent> = {}): Agent {
  return {
    id: agentId(name),
    name,
    role: 'agent',
    isActive: true,
    presence: 'online',
    isOnTimeOff: false,
    skills: [],
    languages: ['en'],
    openTicketCount: 0,
    capacity: 10,
    ...changes,
  };
}

export function makeTeam(name: string, changes: Partial<Team> = {}): Team {
  return {
    id: teamId(name),
    name,
    tier: 'L1',
    department: 'support',
    calendarVersionId: null,
    skills: [],
    languages: [],
    leadId: null,
    managerId: null,
    onCallId: null,
    memberIds: [],
    ...changes,
  };
}

export function makeDirectory(
  agents: readonly Agent[],
  teams: readonly Team[],
  catchAll = 'ada',
): Directory {
  return {
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    teams: new Map(teams.map((team) => [team.id, team])),
    catchAllId: agentId(catchAll),
  };
}

export const people: readonly Agent[] = [
  makeAgent('lan'),
  makeAgent('hoa'),
  makeAgent('minh'),
  makeAgent('binh'),
  makeAgent('dara'),
  makeAgent('dev'),
  makeAgent('mai', { role: 'manager' }),
  makeAgent('omar', { role: 'manager' }),
  makeAgent('ada', { role: 'admin' }),
  makeAgent('col', { role: 'collaborator' }),
];

const ids = (...names: string[]): readonly AgentId[] => names.map(agentId);

export const teams: readonly Team[] = [
  makeTeam('care', {
    leadId: agentId('hoa'),
    managerId: agentId('mai'),
    memberIds: ids('lan', 'hoa', 'col'),
  }),
  makeTeam('billing', {
    tier: 'L2',
    department: 'billing',
    leadId: agentId('binh'),
    managerId: agentId('mai'),
    memberIds: ids('minh', 'binh'),
  }),
  makeTeam('experts', {
    tier: 'L3',
    department: 'technical',
    leadId: agentId('dara'),
    managerId: agentId('omar'),
    memberIds: ids('dara'),
  }),
  makeTeam('developers', {
    tier: 'L2',
    department: 'technical',
    managerId: agentId('omar'),
    onCallId: agentId('dev'),
    memberIds: ids('dev'),
  }),
];

export const desk: Directory = makeDirectory(people, teams);

/** The desk with some of its people or teams changed, by name. */
export function deskWith(changes: {
  readonly agents?: Readonly<Record<string, Partial<Agent>>>;
  readonly teams?: Readonly<Record<string, Partial<Team>>>;
}): Directory {
  return makeDirectory(
    people.map((agent) => ({ ...agent, ...changes.agents?.[agent.name] })),
    teams.map((team) => ({ ...team, ...changes.teams?.[team.name] })),
  );
}

const weekday = [{ opens: '09:00', closes: '17:00' }];
export const office: Calendar = {
  id: officeHours,
  name: 'Office',
  timeZone: 'Asia/Ho_Chi_Minh',
  is24x7: false,
  weekly: {
    mon: weekday,
    tue: weekday,
    wed: weekday,
    thu: weekday,
    fri: weekday,
    sat: [],
    sun: [],
  },
  holidays: [],
  extraWorkingDays: [],
  specialHours: [],
  holidayCut: 'local_date',
};

export function step(id: string, ...targets: readonly StepTarget[]): PathStep {
  return { id, targets, acknowledgeMinutes: 30, handleMinutes: 240, tell: [] };
}

export const toTeam = (name: string): StepTarget => ({ kind: 'team', teamId: teamId(name) });
export const toAgent = (name: string): StepTarget => ({ kind: 'agent', agentId: agentId(name) });
export const toLead: StepTarget = { kind: 'team_lead', teamId: null };
export const toManagers: StepTarget = { kind: 'role', role: 'manager' };
export const toAdmins: StepTarget = { kind: 'role', role: 'admin' };

export const path: readonly PathStep[] = [
  step('billing', toTeam('billing')),
  step('lead', toLead),
  step('managers', toManagers),
];

export function makeMatrix(changes: Partial<MatrixVersion> = {}): MatrixVersion {
  return {
    id: 'matrix-1' as MatrixVersionId,
    version: 1,
    rules: [],
    fallback: path,
    transferLimit: 2,
    closeWithinDays: 30,
    ...changes,
  };
}

export function makeTicket(changes: Partial<Ticket> = {}): Ticket {
  return {
    id: 'ticket-1' as TicketId,
    number: 1042,
    subject: 'Refund not received',
    state: 'open',
    priority: 'normal',
    issueType: null,
    channelId: null,
    channelKind: 'email',
    contactId: 'contact-1' as ContactId,
    organizationId: null,
    language: 'vi',
    teamId: teamId('care'),
    ownerId: agentId('lan'),
    tags: [],
    followUpOf: null,
    mergedInto: null,
    splitFrom: null,
    isPractice: false,
    isSpam: false,
    isImported: false,
    createdAt: monday,
    updatedAt: monday,
    firstCustomerMessageAt: monday,
    unansweredSince: monday,
    lastPublicReplyAt: null,
    firstHumanReplyAt: null,
    solvedAt: null,
    closedAt: null,
    reopenCount: 0,
    snoozedUntil: null,
    pausedUntil: null,
    feedbackRequestedAt: null,
    recallable: null,
    conflictSigns: [],
    conflictScore: 0,
    remindersGiven: [],
    version: 1,
    ...changes,
  };
}

export function makeAggregate(changes: Partial<Ticket> = {}): TicketAggregate {
  return { ticket: makeTicket(changes), clocks: [], escalations: [] };
}

export const system: Actor = { kind: 'system' };
export const contact: Actor = { kind: 'contact', id: 'contact-1' as ContactId };
export const agent = (name: string): Actor => ({ kind: 'agent', id: agentId(name) });

/** Ids that count up; those of `makeContext` never repeat within a run. */
export function counter(prefix = 'id'): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count}`;
  };
}

const freshId = counter();

export function makeContext(changes: Partial<DecisionContext> = {}): DecisionContext {
  return {
    now: monday,
    newId: freshId,
    actor: system,
    cause: null,
    directory: desk,
    customer: { segment: null, plan: null, valueCents: 0, riskFlags: [], policyId: null },
    policies: [],
    pastPolicies: new Map(),
    calendars: new Map([[officeHours, office]]),
    matrix: makeMatrix(),
    ...changes,
  };
}

export const brief: Brief = {
  wants: 'The refund of order 7',
  tried: 'Looked for the payment',
  needed: 'Somebody who may refund',
  neededBy: null,
};

export function escalate(
  changes: Partial<Extract<EscalationCommand, { type: 'escalate' }>> = {},
): EscalationCommand {
  return { type: 'escalate', reason: 'needs_authority', brief, requestedBy: 'agent', ...changes };
}

/** Folds events into the aggregate's escalations as the write path does. */
export function fold(
  aggregate: TicketAggregate,
  events: readonly EscalationEvent[],
  context: Pick<DecisionContext, 'now' | 'actor'>,
): TicketAggregate {
  let { escalations } = aggregate;
  for (const event of events) {
    const entry: Recorded = { event, at: context.now, actor: context.actor, cause: null };
    escalations = evolveEscalations(escalations, entry);
  }
  return { ...aggregate, escalations };
}

/** Decides, insists on success, and folds. */
export function act(
  aggregate: TicketAggregate,
  command: EscalationCommand,
  context: DecisionContext,
): { readonly after: TicketAggregate; readonly events: readonly EscalationEvent[] } {
  const decided = decideEscalation(aggregate, command, context);
  if (!decided.ok) throw new Error(`${command.type} was refused: ${decided.reason}`);
  return { after: fold(aggregate, decided.value, context), events: decided.value };
}

/** The open hop of the active escalation; the test is wrong when there is none. */
export function openHop(aggregate: TicketAggregate) {
  const active = activeEscalation(aggregate.escalations);
  const hop = active === null ? null : openHopOf(active);
  if (hop === null) throw new Error('no hop is open');
  return hop;
}

export function receiverText(receiver: Receiver | null): string {
  if (receiver === null) return 'nobody';
  return receiver.kind === 'team' ? `team ${receiver.teamId}` : receiver.agentIds.join('+');
}

export function makeRoutingFacts(changes: Partial<RoutingFacts> = {}): RoutingFacts {
  return {
    teamId: teamId('care'),
    department: 'support',
    language: 'vi',
    wantedSkills: [],
    openCalendarIds: new Set([officeHours]),
    avoidAgentIds: new Set(),
    avoidTeamIds: new Set(),
    ...changes,
  };
}

export function makeFacts(changes: Partial<MatrixFacts> = {}): MatrixFacts {
  return {
    at: monday,
    issueType: null,
    channelKind: 'email',
    channelId: null,
    teamId: teamId('care'),
    tier: 'L1',
    department: 'support',
    segment: null,
    plan: null,
    valueCents: 0,
    riskFlags: [],
    priority: 'normal',
    language: 'vi',
    tags: [],
    reason: 'needs_authority',
    type: 'hierarchical',
    conflictScore: 0,
    conflictSigns: [],
    openCalendarIds: new Set([officeHours]),
    ...changes,
  };
}
