import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AgentId,
  ContactId,
  EscalationId,
  HopId,
  MatrixVersionId,
  TeamId,
  TicketId,
  WorkspaceId,
} from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import type { Role } from '#domain/people/role.ts';
import { createTestDatabase } from '#harness/database.ts';
import { at, json } from '../db/parameters.ts';
import type { AgentActor } from '../http/principal.ts';
import { newId } from '../ids.ts';
import { AccessGate } from './access.ts';
import { ticketIsVisibleTo, ticketVisibilityLoader } from './ticket-visibility.ts';

const { db } = await createTestDatabase();
const now = instant(Date.UTC(2026, 0, 5));
const workspaceId = newId<WorkspaceId>();
const contactId = newId<ContactId>();
const fraud = newId<TeamId>();
const care = newId<TeamId>();
const people = { insider: newId<AgentId>(), outsider: newId<AgentId>(), boss: newId<AgentId>() };

await db
  .insertInto('workspace')
  .values({ id: workspaceId, name: 'W', created_at: at(now) })
  .execute();
for (const [name, id] of Object.entries(people)) {
  const row = { workspace_id: workspaceId, id, name, email: `${name}@example.org` };
  await db
    .insertInto('agent')
    .values({ ...row, role: 'agent', created_at: at(now) })
    .execute();
}
for (const [id, name, is_restricted] of [
  [fraud, 'Fraud', true],
  [care, 'Care', false],
] as const) {
  await db
    .insertInto('team')
    .values({ workspace_id: workspaceId, id, name, tier: 'L2', is_restricted, created_at: at(now) })
    .execute();
}
await db
  .insertInto('contact')
  .values({
    workspace_id: workspaceId,
    id: contactId,
    name: 'Lan',
    created_at: at(now),
    updated_at: at(now),
  })
  .execute();

let number = 0;

type Shape = {
  teamId?: TeamId;
  ownerId?: AgentId;
  handlerTeamId?: TeamId;
  handlerAgentId?: AgentId;
  escalatedBy?: AgentId;
};

async function ticket(shape: Shape): Promise<TicketId> {
  number += 1;
  const id = newId<TicketId>();
  await db
    .insertInto('ticket')
    .values({
      workspace_id: workspaceId,
      id,
      number,
      subject: 'Subject',
      state: 'open',
      priority: 'normal',
      channel_kind: 'api',
      contact_id: contactId,
      language: 'en',
      team_id: shape.teamId ?? null,
      owner_id: shape.ownerId ?? null,
      handler_team_id: shape.handlerTeamId ?? null,
      handler_agent_id: shape.handlerAgentId ?? null,
      escalated_by: shape.escalatedBy ?? null,
      created_at: at(now),
      updated_at: at(now),
    })
    .execute();
  return id;
}

/** A hop that has ended: whoever it reached once still sees where the ticket stands. */
async function pastHop(ticketId: TicketId, to: { teamId: TeamId | null; agentIds: AgentId[] }) {
  const matrixId = newId<MatrixVersionId>();
  const escalationId = newId<EscalationId>();
  const base = { workspace_id: workspaceId };
  await db
    .insertInto('matrix_version')
    .values({
      ...base,
      id: matrixId,
      version: number,
      state: 'draft',
      document: json({}),
      created_at: at(now),
      updated_at: at(now),
    })
    .execute();
  await db
    .insertInto('escalation')
    .values({
      ...base,
      id: escalationId,
      ticket_id: ticketId,
      type: 'functional',
      reason: 'policy',
      requested_by: 'agent',
      started_at: at(now),
      matrix_version_id: matrixId,
      state: 'active',
      close_by: at(now),
      document: json({}),
    })
    .execute();
  await db
    .insertInto('hop')
    .values({
      ...base,
      id: newId<HopId>(),
      escalation_id: escalationId,
      ticket_id: ticketId,
      index: 0,
      to_team_id: to.teamId,
      to_agent_ids: to.agentIds,
      acknowledge_minutes: 5,
      state: 'ended',
      offered_at: at(now),
      ending: 'solved',
      ended_at: at(now),
    })
    .execute();
}

const handedToAgent = await ticket({ teamId: fraud });
await pastHop(handedToAgent, { teamId: null, agentIds: [people.outsider] });
const handedToTeam = await ticket({ teamId: fraud });
await pastHop(handedToTeam, { teamId: care, agentIds: [] });

const tickets = {
  plain: await ticket({}),
  ofCare: await ticket({ teamId: care }),
  ofFraud: await ticket({ teamId: fraud }),
  ownedByOutsider: await ticket({ teamId: fraud, ownerId: people.outsider }),
  handledByCare: await ticket({ teamId: fraud, handlerTeamId: care }),
  handledByOutsider: await ticket({ teamId: fraud, handlerAgentId: people.outsider }),
  escalatedByOutsider: await ticket({ teamId: fraud, escalatedBy: people.outsider }),
  handedToAgent,
  handedToTeam,
};

function agent(agentId: AgentId, role: Role, teamIds: readonly TeamId[]): AgentActor {
  return { kind: 'agent', workspaceId, agentId, role, teamIds, sessionId: 's' };
}

const actors = [
  { name: 'outsider in care', actor: agent(people.outsider, 'agent', [care]) },
  { name: 'outsider alone', actor: agent(people.outsider, 'collaborator', []) },
  { name: 'stranger', actor: agent(newId<AgentId>(), 'agent', []) },
  { name: 'insider', actor: agent(people.insider, 'agent', [fraud]) },
  { name: 'manager', actor: agent(people.boss, 'manager', []) },
  { name: 'auditor', actor: agent(people.boss, 'auditor', []) },
];

const gate = new AccessGate();
gate.register('ticket', ticketVisibilityLoader(db));

async function listed(actor: AgentActor): Promise<Set<TicketId>> {
  const rows = await db
    .selectFrom('ticket as t')
    .select('t.id')
    .where('t.workspace_id', '=', actor.workspaceId)
    .where(ticketIsVisibleTo(actor, 't'))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

test('the gate and the condition for lists let the same people see the same tickets', async () => {
  for (const { name, actor } of actors) {
    const shown = await listed(actor);
    for (const [which, id] of Object.entries(tickets)) {
      const isLetThrough = await gate.may(actor, 'ticket', id, 'ticket.read');
      assert.equal(shown.has(id), isLetThrough, `${which} for ${name}`);
    }
  }
});

test('a stranger sees no ticket of the restricted team; insiders and those above see all', async () => {
  const seen = async (name: string) => {
    const found = actors.find((each) => each.name === name);
    assert.ok(found);
    const shown = await listed(found.actor);
    return Object.entries(tickets).flatMap(([which, id]) => (shown.has(id) ? [which] : []));
  };
  const all = Object.keys(tickets);
  assert.deepEqual(await seen('stranger'), ['plain', 'ofCare']);
  assert.deepEqual(await seen('insider'), all);
  assert.deepEqual(await seen('manager'), all);
  assert.deepEqual(await seen('auditor'), all);
  assert.deepEqual(
    await seen('outsider in care'),
    all.filter((which) => which !== 'ofFraud'),
  );
});

test('a ticket of another workspace is not there, even for an admin', async () => {
  const admin = { ...agent(people.boss, 'admin', []), workspaceId: newId<WorkspaceId>() };
  assert.ok(!(await gate.may(admin, 'ticket', tickets.plain, 'ticket.read')));
  assert.equal((await listed(admin)).size, 0);
});
