import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isErrorCode } from '../errors/registry.ts';
import type { AgentId, ChannelId, ContactId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Role } from '#domain/people/role.ts';
import type { ApiKeyActor, AgentActor, VisitorActor } from '../http/principal.ts';
import { RequestRefused } from '../errors/refused.ts';
import { AccessGate, requirePermission, type Visibility, visibleToAllStaff } from './access.ts';

// Ids are branded; a test may name what it likes.
const workspaceId = 'w' as WorkspaceId;
const fraudTeam = 'fraud' as TeamId;
const someTeam = 'care' as TeamId;

function agent(role: Role, teamIds: readonly TeamId[] = []): AgentActor {
  return { kind: 'agent', workspaceId, agentId: 'a' as AgentId, role, teamIds, sessionId: 's' };
}

function key(role: Role, scopes: ApiKeyActor['scopes']): ApiKeyActor {
  const agentId = 'a' as AgentId;
  return { kind: 'api_key', workspaceId, keyId: 'k', agentId, role, teamIds: [], scopes };
}

function visitor(contactId: string | null): VisitorActor {
  const channelId = 'c' as ChannelId;
  return {
    kind: 'visitor',
    workspaceId,
    channelId,
    visitorId: 'v',
    contactId: contactId as ContactId | null,
  };
}

function gateWith(things: Readonly<Record<string, Visibility>>): AccessGate {
  const gate = new AccessGate();
  gate.register('ticket', async (workspace, id) =>
    workspace === workspaceId ? (things[id] ?? null) : null,
  );
  return gate;
}

async function codeOf(promise: Promise<unknown> | (() => void)): Promise<string> {
  try {
    await (typeof promise === 'function' ? promise() : promise);
    return 'let through';
  } catch (error) {
    if (error instanceof RequestRefused && isErrorCode(error.code)) return error.code;
    throw error;
  }
}

const restricted: Visibility = { ...visibleToAllStaff, isRestricted: true, teamIds: [fraudTeam] };

test('every agent of the workspace sees an ordinary ticket', async () => {
  const gate = gateWith({ t1: visibleToAllStaff });
  for (const role of ['admin', 'manager', 'agent', 'collaborator', 'auditor'] as const) {
    assert.equal(await codeOf(gate.ticket(agent(role), 't1', 'ticket.read')), 'let through');
  }
});

test('a ticket of a restricted team is seen by members and those above only', async () => {
  const gate = gateWith({ t1: restricted });
  const asked = async (actor: AgentActor) => codeOf(gate.ticket(actor, 't1', 'ticket.read'));
  assert.equal(await asked(agent('agent', [someTeam])), 'not_found');
  assert.equal(await asked(agent('collaborator', [someTeam])), 'not_found');
  assert.equal(await asked(agent('agent', [someTeam, fraudTeam])), 'let through');
  for (const role of ['admin', 'manager', 'auditor'] as const) {
    assert.equal(await asked(agent(role)), 'let through');
  }
});

test('whoever a restricted ticket was handed to sees it', async () => {
  const gate = gateWith({ t1: { ...restricted, agentIds: ['a' as AgentId] } });
  assert.equal(await codeOf(gate.ticket(agent('agent'), 't1', 'ticket.read')), 'let through');
});

test('a refusal looks the same whether or not the thing exists', async () => {
  const gate = gateWith({ hidden: restricted });
  const hidden = await gate
    .ticket(agent('agent'), 'hidden', 'ticket.reply')
    .catch((e: unknown) => e);
  const absent = await gate
    .ticket(agent('agent'), 'absent', 'ticket.reply')
    .catch((e: unknown) => e);
  assert.ok(hidden instanceof RequestRefused && absent instanceof RequestRefused);
  assert.deepEqual({ ...hidden }, { ...absent });
});

test('a thing of another workspace does not exist', async () => {
  const gate = gateWith({ t1: visibleToAllStaff });
  const stranger = { ...agent('admin'), workspaceId: 'other' as WorkspaceId };
  assert.equal(await codeOf(gate.ticket(stranger, 't1', 'ticket.read')), 'not_found');
});

test('what is private to one person is seen by no other, not even an admin', async () => {
  const gate = gateWith({ t1: { ...visibleToAllStaff, privateTo: 'b' as AgentId } });
  assert.equal(await codeOf(gate.ticket(agent('admin'), 't1', 'ticket.read')), 'not_found');
});

test('a visitor sees only what is their own, and holds no permission to work', async () => {
  const gate = gateWith({ mine: { ...visibleToAllStaff, contactId: 'me' as ContactId } });
  assert.ok(await gate.may(visitor('me'), 'ticket', 'mine', 'ticket.read'));
  assert.ok(!(await gate.may(visitor('other'), 'ticket', 'mine', 'ticket.read')));
  assert.ok(!(await gate.may(visitor(null), 'ticket', 'mine', 'ticket.read')));
  assert.ok(!(await gate.may(visitor('me'), 'ticket', 'mine', 'ticket.note')));
});

test('a key needs the scope and the role; a route without a scope takes no key', async () => {
  const asked = (actor: ApiKeyActor, scope: 'tickets:write' | null) =>
    codeOf(() => requirePermission(actor, 'ticket.reply', scope));
  assert.equal(await asked(key('agent', ['tickets:write']), 'tickets:write'), 'let through');
  assert.equal(await asked(key('agent', ['tickets:read']), 'tickets:write'), 'scope_missing');
  assert.equal(await asked(key('auditor', ['tickets:write']), 'tickets:write'), 'not_permitted');
  assert.equal(await asked(key('admin', ['tickets:write']), null), 'scope_missing');
});

test('nobody and a visitor are asked to sign in at the desk', async () => {
  assert.equal(await codeOf(() => requirePermission(null, 'signed_in', null)), 'sign_in_required');
  assert.equal(
    await codeOf(() => requirePermission(visitor('me'), 'ticket.read', null)),
    'sign_in_required',
  );
});

test('registering a noun twice, or asking for one that nobody registered, is a mistake', async () => {
  const gate = gateWith({});
  assert.throws(() => gate.register('ticket', async () => null), /registered twice/);
  await assert.rejects(gate.may(agent('admin'), 'hop', 'h', 'ticket.read'), /nobody registered/);
});
