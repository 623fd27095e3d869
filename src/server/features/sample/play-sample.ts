import { sql } from 'kysely';
import type {
  AgentId,
  ContactId,
  EscalationId,
  HopId,
  TeamId,
  TicketId,
  WorkspaceId,
} from '#domain/kernel/id.ts';
import { type Instant, plusMs } from '#domain/kernel/instant.ts';
import type { EscalationCommand } from '#domain/escalation/command.ts';
import type { Actor } from '#domain/ticket/event.ts';
import type { TicketCommand } from '#domain/ticket/command.ts';
import { createSurveyTokens, keepSurveys } from '#server/features/feedback/public.ts';
import {
  addNote,
  createLetterWording,
  receiveMessage,
  sendReply,
  writeLetters,
} from '#server/features/message/public.ts';
import { writeNotifications } from '#server/features/notification/public.ts';
import {
  createWriteCore,
  readAggregate,
  runCommand,
  ticketTimerHandlers,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import { type Clock, VirtualClock } from '#server/platform/clock.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { holdLoops } from '#server/platform/hold.ts';
import { newId } from '#server/platform/ids.ts';
import type { Logger } from '#server/platform/log.ts';
import { startTimekeeper, type Timekeeper } from '#server/platform/timekeeper.ts';
import { agoMs, readSampleCompany, type SampleStep, type SampleTicket } from './company.ts';

/*
 * The sample is not inserted, it happens: an invented past is played through the ordinary write
 * path on a clock of its own, with its timers firing on the way, so that every screen shows what it
 * would show after such a week. Whatever it would have sent is withdrawn before anybody could.
 */

export type SampleRequest = {
  readonly db: Db;
  readonly log: Logger;
  /** Where the invented past ends: it takes a while to play, and nothing of it may be left due. */
  readonly clock: Clock;
  readonly workspaceId: WorkspaceId;
  /** Signs the rating links. */
  readonly secret: string;
};

type Cast = {
  /** Where the sample's climbs go, so that its people are the ones who are asked. */
  readonly secondLineId: TeamId;
  readonly agents: ReadonlyMap<string, AgentId>;
  readonly contacts: ReadonlyMap<string, ContactId>;
};

type Scene = {
  readonly at: Instant;
  readonly ticket: SampleTicket;
  readonly step: SampleStep;
};

/** Fills a set-up workspace with the sample company. Throws when its people are there already. */
export async function playSample(request: SampleRequest): Promise<{ ticketCount: number }> {
  return holdLoops(request.db, () => playHeld(request));
}

async function playHeld(request: SampleRequest): Promise<{ ticketCount: number }> {
  const company = readSampleCompany();
  const end = request.clock.now();
  const scenes = company.tickets
    .flatMap((ticket) =>
      ticket.steps.map((step) => ({ at: plusMs(end, -agoMs(step.ago)), ticket, step })),
    )
    .sort((a, b) => a.at - b.at);
  const begin = scenes[0]?.at ?? end;
  const clock = new VirtualClock(plusMs(begin, -60_000));
  const core = createWriteCore({
    db: request.db,
    clock,
    listeners: [writeNotifications, keepSurveys(createSurveyTokens(request.secret)), writeLetters],
    wordLetters: createLetterWording(() => ''),
    onCommit: () => undefined,
  });
  const cast = await core.commit((tx) => engage(tx, request, clock.now()));
  core.forget(request.workspaceId);
  const timekeeper = startTimekeeper({
    db: request.db,
    clock,
    log: request.log,
    handlers: ticketTimerHandlers(core),
    isHolder: true,
    onFired: () => undefined,
  });
  const forget = clock.settleWith(() => timekeeper.whenIdle());
  const stage: Stage = { core, cast, request, tickets: new Map(), timekeeper };
  try {
    for (const scene of scenes) {
      await clock.set(scene.at);
      core.forget(request.workspaceId);
      await play(stage, scene);
      timekeeper.wake();
      await timekeeper.whenIdle();
    }
    await clock.set(request.clock.now());
  } finally {
    forget();
    await timekeeper.stop();
  }
  await withdrawAll(request);
  await leaveDesk(request, stage);
  return { ticketCount: company.tickets.length };
}

/** Makes the people of the company, on both sides. */
async function engage(tx: Tx, request: SampleRequest, now: Instant): Promise<Cast> {
  const company = readSampleCompany();
  const { workspaceId } = request;
  const teams = await sql<{ id: TeamId; tier: string }>`
    select id, tier from team where workspace_id = ${workspaceId} and archived_at is null
    order by tier, created_at
  `.execute(tx);
  const teamOf = { first: teams.rows[0]?.id, second: teams.rows[1]?.id ?? teams.rows[0]?.id };
  const agents = new Map<string, AgentId>();
  for (const agent of company.agents) {
    const id = newId<AgentId>();
    agents.set(agent.key, id);
    await sql`
      insert into agent
        (workspace_id, id, email, name, role, presence, languages, created_at)
      values (
        ${workspaceId}, ${id}, ${agent.email}, ${agent.name}, ${agent.role}, 'online',
        ${agent.languages}, ${at(now)}
      )
    `.execute(tx);
    const teamId = agent.team === null ? undefined : teamOf[agent.team];
    if (teamId === undefined) continue;
    await sql`
      insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspaceId}, ${teamId}, ${id}, ${at(now)})
    `.execute(tx);
  }
  const organizations = new Map<string, string>();
  for (const organization of company.organizations) {
    const id = newId();
    organizations.set(organization.key, id);
    await sql`
      insert into organization
        (workspace_id, id, name, domains, segment, plan, value_cents, created_at, updated_at)
      values (
        ${workspaceId}, ${id}, ${organization.name}, ${organization.domains},
        ${organization.segment}, ${organization.plan}, ${organization.valueCents},
        ${at(now)}, ${at(now)}
      )
    `.execute(tx);
  }
  const contacts = new Map<string, ContactId>();
  for (const contact of company.contacts) {
    const id = newId<ContactId>();
    contacts.set(contact.key, id);
    const organizationId =
      contact.organization === null ? null : organizations.get(contact.organization);
    await sql`
      insert into contact
        (workspace_id, id, organization_id, name, language, created_at, updated_at)
      values (
        ${workspaceId}, ${id}, ${organizationId ?? null}, ${contact.name}, ${contact.language},
        ${at(now)}, ${at(now)}
      )
    `.execute(tx);
    await sql`
      insert into contact_identity (workspace_id, id, contact_id, kind, value, created_at)
      values (${workspaceId}, ${newId()}, ${id}, 'email', ${contact.email}, ${at(now)})
    `.execute(tx);
  }
  if (teamOf.second === undefined) throw new Error('the sample needs a workspace with teams');
  return { agents, contacts, secondLineId: teamOf.second };
}

type Stage = {
  readonly core: WriteCore;
  readonly cast: Cast;
  readonly request: SampleRequest;
  readonly tickets: Map<SampleTicket, TicketId>;
  readonly timekeeper: Timekeeper;
};

async function play(stage: Stage, scene: Scene): Promise<void> {
  const { step, ticket } = scene;
  if (step.do === 'write') return write(stage, scene, step.text);
  const ticketId = stage.tickets.get(ticket);
  if (ticketId === undefined) throw new Error(`"${ticket.subject}" begins without its customer`);
  if (step.do === 'rate') return rate(stage, ticketId, step);
  const agentId = known(stage.cast.agents, step.by);
  const author = { workspaceId: stage.request.workspaceId, ticketId, agentId };
  switch (step.do) {
    case 'reply':
      await sendReply(stage.core, {
        ...author,
        text: step.text,
        attachmentIds: [],
        lastSeenMessageId: undefined,
        nextState: step.state,
      });
      return;
    case 'note':
      await addNote(stage.core, {
        ...author,
        text: step.text,
        attachmentIds: [],
        mentionedAgentIds: [],
        mentionedTeamIds: [],
      });
      return;
    case 'assign': {
      const ownerId = known(stage.cast.agents, step.to);
      return command(stage, ticketId, agentId, { type: 'assign', ownerId });
    }
    case 'escalate':
    case 'acknowledge':
    case 'handBack':
    case 'closeEscalation':
      return climb(stage, ticketId, agentId, step);
    default:
      return step satisfies never;
  }
}

async function write(stage: Stage, scene: Scene, text: string): Promise<void> {
  const { core, cast, request, tickets } = stage;
  const { ticket } = scene;
  const received = await core.commit((tx) =>
    receiveMessage(core, tx, {
      workspaceId: request.workspaceId,
      channelId: null,
      channelKind: ticket.channel,
      sender: { contactId: known(cast.contacts, ticket.contact) },
      ticketId: tickets.get(ticket) ?? null,
      subject: ticket.subject,
      text,
      priority: ticket.priority,
      issueType: ticket.issueType,
      tags: ticket.tags,
      receivedAt: core.clock.now(),
    }),
  );
  tickets.set(ticket, received.ticketId);
}

type Climb = Extract<
  SampleStep,
  { do: 'escalate' | 'acknowledge' | 'handBack' | 'closeEscalation' }
>;

async function climb(
  stage: Stage,
  ticketId: TicketId,
  agentId: AgentId,
  step: Climb,
): Promise<void> {
  const aggregate = await readAggregate(stage.core.db, stage.request.workspaceId, ticketId);
  const escalation = aggregate?.escalations.at(-1);
  const asked = climbCommand(step, {
    hopId: escalation?.hops.at(-1)?.id ?? ('' as HopId),
    escalationId: escalation?.id ?? ('' as EscalationId),
    secondLineId: stage.cast.secondLineId,
  });
  await command(stage, ticketId, agentId, { type: 'escalation', command: asked });
}

function climbCommand(
  step: Climb,
  standing: {
    readonly hopId: HopId;
    readonly escalationId: EscalationId;
    readonly secondLineId: TeamId;
  },
): EscalationCommand {
  switch (step.do) {
    case 'escalate': {
      const { wants, tried, needed, reason } = step;
      const brief = { wants, tried, needed, neededBy: null };
      const target = { kind: 'team', teamId: standing.secondLineId } as const;
      return { type: 'escalate', target, reason, brief, requestedBy: 'agent' };
    }
    case 'acknowledge':
      return { type: 'acknowledge', hopId: standing.hopId };
    case 'handBack':
      return { type: 'handBack', hopId: standing.hopId, answer: step.text };
    case 'closeEscalation': {
      const { cause, lesson } = step;
      return { type: 'closeEscalation', escalationId: standing.escalationId, cause, lesson };
    }
    default:
      return step satisfies never;
  }
}

async function command(
  stage: Stage,
  ticketId: TicketId,
  agentId: AgentId,
  asked: TicketCommand,
): Promise<void> {
  const actor: Actor = { kind: 'agent', id: agentId };
  const { workspaceId } = stage.request;
  const done = await stage.core.attempt((tx) =>
    runCommand(stage.core, tx, { workspaceId, ticketId, command: asked, actor }),
  );
  if (!done.ok) throw new Error(`the sample's ${asked.type} was refused: ${done.reason}`);
}

async function rate(
  stage: Stage,
  ticketId: TicketId,
  step: Extract<SampleStep, { do: 'rate' }>,
): Promise<void> {
  const { core, request } = stage;
  await core.commit(async (tx) => {
    const now = core.clock.now();
    const { rows } = await sql<{ id: string; contactId: ContactId }>`
      update survey s
      set
        answered_at = ${at(now)},
        score = ${step.score},
        comment = ${step.comment}
      where s.workspace_id = ${request.workspaceId}
        and s.ticket_id = ${ticketId}
      returning s.id, s.contact_id as "contactId"
    `.execute(tx);
    const survey = rows[0];
    if (survey === undefined) return;
    await runCommand(core, tx, {
      workspaceId: request.workspaceId,
      ticketId,
      command: {
        type: 'giveFeedback',
        surveyId: survey.id,
        score: step.score,
        hasComment: step.comment !== '',
      },
      actor: { kind: 'contact', id: survey.contactId },
    });
  });
}

/**
 * Its people go home, so that live work is not given to them, and its old notices are no news to
 * anybody real.
 */
async function leaveDesk(request: SampleRequest, { cast, tickets }: Stage): Promise<void> {
  const { db, workspaceId } = request;
  const now = at(request.clock.now());
  await sql`
    update agent
    set
      presence = 'offline',
      presence_changed_at = ${now}
    where workspace_id = ${workspaceId}
      and id = any(${[...cast.agents.values()]}::uuid[])
  `.execute(db);
  await sql`
    update notification
    set read_at = ${now}
    where workspace_id = ${workspaceId}
      and ticket_id = any(${[...tickets.values()]}::uuid[])
      and read_at is null
  `.execute(db);
}

/** Nothing of the sample may ever leave: its addresses are nobody's. */
async function withdrawAll(request: SampleRequest): Promise<void> {
  await sql`
    update outbox
    set
      state = 'cancelled',
      finished_at = ${at(request.clock.now())}
    where workspace_id = ${request.workspaceId}
      and state = 'pending'
  `.execute(request.db);
  await sql`
    update message
    set delivery = 'sent'
    where workspace_id = ${request.workspaceId}
      and delivery = 'queued'
  `.execute(request.db);
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the sample names somebody unknown: ${String(key)}`);
  return value;
}
