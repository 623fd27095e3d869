import { sql } from 'kysely';
import type { AgentId, TeamId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { scopes } from '#domain/people/permission.ts';
import type { Role } from '#domain/people/role.ts';
import type { Belay } from '#server/belay.ts';
import { createSurveyTokens } from '#server/features/feedback/public.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { runCommand } from '#server/features/ticket/public.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { HttpDesk } from './http-desk.ts';

/** What every person of the fixture signs in with. */
export const fixturePassword = 'quiet harbour lantern';

type Person = { readonly id: AgentId; readonly email: string; readonly role: Role };
type Names = 'admin' | 'manager' | 'lead' | 'agent' | 'otherAgent' | 'collaborator' | 'auditor';
type People = Readonly<Record<Names, Person>>;
type Teams = { readonly firstLineId: TeamId; readonly secondLineId: TeamId };

const roleOf: Readonly<Record<Names, Role>> = {
  admin: 'admin',
  manager: 'manager',
  lead: 'agent',
  agent: 'agent',
  otherAgent: 'agent',
  collaborator: 'collaborator',
  auditor: 'auditor',
};

type Part = {
  readonly belay: Belay;
  /** `a` or `b`: in every address and word of the workspace, so that a leak shows whose it is. */
  readonly letter: string;
  readonly passwordHash: string;
};

/**
 * Makes one workspace with at least one of everything that must not be seen from outside, and
 * answers the ids and tokens of all of it. The second line's ticket is of a restricted team.
 */
export async function seedSecurityWorkspace(part: Part) {
  const { belay, letter } = part;
  const workspaceId = newId<WorkspaceId>();
  const now = belay.clock.now();
  await sql`
    insert into workspace (id, name, time_zone, is_set_up, created_at)
    values (${workspaceId}, ${`Workspace ${letter}`}, 'UTC', true, ${at(now)})
  `.execute(belay.db);
  const people = await addPeople(part, workspaceId);
  const teams = await belay.core.commit((tx) =>
    installDefaults(tx, {
      workspaceId,
      adminId: people.admin.id,
      businessKind: 'tiered',
      language: 'en',
      timeZone: 'UTC',
      now,
    }),
  );
  await placePeople(belay, workspaceId, { people, teams });
  belay.core.forget(workspaceId);
  const admin = await HttpDesk.signIn(belay, people.admin.email, fixturePassword);
  const agent = await HttpDesk.signIn(belay, people.agent.email, fixturePassword);
  const tickets = await addTickets(part, workspaceId, teams);
  return {
    id: workspaceId,
    password: fixturePassword,
    people,
    teams,
    tickets,
    channels: await addChannels(admin, letter),
    apiKeys: await addApiKeys(admin),
    invitation: await admin.post('/api/v1/invitations', {
      email: `invited@${letter}.example`,
      name: `Invited ${letter}`,
      role: 'agent',
      teamIds: [teams.firstLineId],
    }),
    ...(await addWritings(agent, tickets.firstLine.id, letter)),
    survey: await addSurvey(belay, workspaceId, { agent, ticketId: tickets.solved.id }),
  };
}

async function addPeople(part: Part, workspaceId: WorkspaceId): Promise<People> {
  const { belay, letter, passwordHash } = part;
  const now = belay.clock.now();
  const add = async (name: Names): Promise<Person> => {
    const id = newId<AgentId>();
    const email = `${name.toLowerCase()}@${letter}.example`;
    const userId = await createUser(belay.db, { name: `${name} ${letter}`, email, now });
    await keepPassword(belay.db, { userId, passwordHash, now });
    await sql`
      insert into agent (workspace_id, id, user_id, email, name, role, presence, created_at)
      values (
        ${workspaceId}, ${id}, ${userId}, ${email}, ${`${name} ${letter}`}, ${roleOf[name]},
        'online', ${at(now)}
      )
    `.execute(belay.db);
    return { id, email, role: roleOf[name] };
  };
  const people: People = {
    admin: await add('admin'),
    manager: await add('manager'),
    lead: await add('lead'),
    agent: await add('agent'),
    otherAgent: await add('otherAgent'),
    collaborator: await add('collaborator'),
    auditor: await add('auditor'),
  };
  await sql`
    update workspace set catch_all_agent_id = ${people.admin.id} where id = ${workspaceId}
  `.execute(belay.db);
  return people;
}

async function placePeople(
  belay: Belay,
  workspaceId: WorkspaceId,
  part: { readonly people: People; readonly teams: Teams },
): Promise<void> {
  const { people, teams } = part;
  await sql`delete from team_member where workspace_id = ${workspaceId}`.execute(belay.db);
  for (const [teamId, person] of [
    [teams.firstLineId, people.lead],
    [teams.firstLineId, people.agent],
    [teams.secondLineId, people.otherAgent],
  ] as const) {
    await sql`
      insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspaceId}, ${teamId}, ${person.id}, ${at(belay.clock.now())})
    `.execute(belay.db);
  }
  await sql`
    update team
    set
      lead_id = ${people.lead.id},
      manager_id = ${people.manager.id},
      is_restricted = id = ${teams.secondLineId}
    where workspace_id = ${workspaceId}
  `.execute(belay.db);
}

async function addTickets(part: Part, workspaceId: WorkspaceId, teams: Teams) {
  const { belay, letter } = part;
  const add = (name: string, teamId: TeamId) =>
    belay.core.commit(async (tx) => {
      const received = await receiveMessage(belay.core, tx, {
        workspaceId,
        channelId: null,
        channelKind: 'email',
        sender: {
          kind: 'email',
          value: `${name}@customer-${letter}.example`,
          name: `Customer ${name} ${letter}`,
          language: null,
        },
        ticketId: null,
        subject: `Secret subject ${name} ${letter}`,
        text: `Secret words ${name} ${letter}`,
        receivedAt: belay.clock.now(),
      });
      const { ticketId } = received;
      await runCommand(belay.core, tx, {
        workspaceId,
        ticketId,
        command: { type: 'assign', teamId, ownerId: null },
        actor: { kind: 'system' },
      });
      return { id: ticketId, messageId: received.messageId, contactId: received.contactId };
    });
  return {
    firstLine: await add('first', teams.firstLineId),
    restricted: await add('restricted', teams.secondLineId),
    solved: await add('solved', teams.firstLineId),
  };
}

async function addChannels(admin: HttpDesk, letter: string) {
  const email = await admin.post('/api/v1/channels', {
    kind: 'email',
    name: 'Support',
    address: `support@${letter}.example`,
    settings: { displayName: `Support ${letter}`, imap: null, smtp: null },
  });
  const webchat = await admin.post('/api/v1/channels', {
    kind: 'webchat',
    name: 'Chat',
    settings: {},
  });
  const api = await admin.post('/api/v1/channels', { kind: 'api', name: 'Programs', settings: {} });
  const { id } = webchat['channel'] as { id: string };
  const identity = await admin.post(`/api/v1/channels/${id}/identity-secret`);
  return { email, webchat: { ...webchat, ...identity }, api };
}

/** One key for each scope, and one with all. */
async function addApiKeys(admin: HttpDesk): Promise<Record<string, string>> {
  const keys: [string, string][] = [];
  for (const [name, given] of [
    ['all', [...scopes]] as const,
    ...scopes.map((scope) => [scope, [scope]] as const),
  ]) {
    const made = await admin.post('/api/v1/api-keys', { name, role: 'admin', scopes: given });
    keys.push([name, String(made['secret'])]);
  }
  return Object.fromEntries(keys);
}

async function addWritings(agent: HttpDesk, ticketId: TicketId, letter: string) {
  const url = `/api/v1/tickets/${ticketId}`;
  const attachment = await agent.upload(`${url}/attachments`, {
    filename: `secret-${letter}.txt`,
    text: `Secret file ${letter}`,
  });
  const note = await agent.post(`${url}/notes`, { text: `Secret note ${letter}` });
  const reply = await agent.post(`${url}/replies`, {
    text: `Reply ${letter}`,
    attachmentIds: [attachment['id']],
  });
  await agent.put(`${url}/drafts/public`, { text: `Secret draft ${letter}` });
  return {
    attachment: { id: attachment['id'], ticketId },
    note: { id: note['messageId'], ticketId },
    reply: { id: reply['messageId'], ticketId },
    draft: { ticketId, kind: 'public' },
  };
}

/** Solves the ticket and asks for a rating at once; the answer is the customer's link. */
async function addSurvey(
  belay: Belay,
  workspaceId: WorkspaceId,
  part: { readonly agent: HttpDesk; readonly ticketId: TicketId },
) {
  const { agent, ticketId } = part;
  const solved = { text: 'Done.', state: 'solved' };
  await agent.post(`/api/v1/tickets/${ticketId}/replies`, solved);
  const surveyId = newId();
  const asked = await belay.core.attempt((tx) =>
    runCommand(belay.core, tx, {
      workspaceId,
      ticketId,
      command: { type: 'requestFeedback', surveyId },
      actor: { kind: 'system' },
    }),
  );
  if (!asked.ok) throw new Error(`the fixture's survey was refused: ${asked.reason}`);
  const token = createSurveyTokens(belay.secret).sign(surveyId);
  return { id: surveyId, ticketId, token, link: `${belay.baseUrl}/rate/${token}` };
}
