import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { AgentId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { isPermission, roleMay, scopes } from '#domain/people/permission.ts';
import { type Role, roles } from '#domain/people/role.ts';
import { sampleOf, type SampleOptions } from '#harness/sample-request.ts';
import { Browser, goodPassword } from '#harness/sign-in-desk.ts';
import { openWorld } from '#harness/world.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { at } from '#server/platform/db/parameters.ts';
import { openApiDocument, type Operation } from '#server/platform/http/openapi-document.ts';
import { newId } from '#server/platform/ids.ts';

/*
 * Every route that Belay has × every role × things that the caller may not see. The list comes from
 * the running application, so that a route added tomorrow is walked tomorrow.
 */

const world = await openWorld();
const { belay } = world;
await belay.app.ready();
const document = openApiDocument(belay.app);
const doors = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation,
    name: `${method.toUpperCase()} ${path}`,
  })),
);
type Door = (typeof doors)[number];

const passwordHash = await hashPassword(goodPassword);

async function addPerson(workspaceId: WorkspaceId, role: Role, email: string): Promise<Browser> {
  const now = world.now();
  const userId = await createUser(belay.db, { name: email, email, now });
  await keepPassword(belay.db, { userId, passwordHash, now });
  await sql`
    insert into agent (workspace_id, id, user_id, email, name, role, created_at)
    values (${workspaceId}, ${newId<AgentId>()}, ${userId}, ${email}, ${email}, ${role}, ${at(now)})
  `.execute(belay.db);
  const browser = new Browser(belay.app, belay.baseUrl);
  assert.equal((await browser.signIn(email)).status, 200);
  return browser;
}

/** One of each role, in none of the teams. */
const people = new Map<Role, Browser>();
for (const role of roles) {
  people.set(role, await addPerson(world.workspaceId, role, `${role}@walk.example`));
}

/** A second workspace with a ticket, as complete as the first. */
async function addForeignTicket(): Promise<TicketId> {
  const workspaceId = newId<WorkspaceId>();
  const now = world.now();
  await sql`
    insert into workspace (id, name, created_at, is_set_up)
    values (${workspaceId}, 'Other', ${at(now)}, true)
  `.execute(belay.db);
  await addPerson(workspaceId, 'admin', 'admin@other.example');
  const found = await sql<{ id: AgentId }>`
    update workspace
    set catch_all_agent_id = (select id from agent where workspace_id = ${workspaceId})
    where id = ${workspaceId}
    returning catch_all_agent_id as id
  `.execute(belay.db);
  const adminId = found.rows[0]?.id;
  assert.ok(adminId);
  return belay.core.commit(async (tx) => {
    const settings = { businessKind: 'tiered', language: 'en', timeZone: 'UTC', now } as const;
    await installDefaults(tx, { workspaceId, adminId, ...settings });
    const received = await receiveMessage(belay.core, tx, {
      workspaceId,
      channelId: null,
      channelKind: 'email',
      sender: { kind: 'email', value: 'x@other.example', name: 'X', language: null },
      ticketId: null,
      subject: 'Foreign',
      text: 'Foreign words',
      receivedAt: now,
    });
    return received.ticketId;
  });
}

/** A ticket of a team that keeps its tickets to itself, and of which the caller is no member. */
async function addRestrictedTicket(): Promise<TicketId> {
  const ticketId = await world.customerWrites({
    text: 'Someone used my card',
    from: 'b@c.example',
  });
  await sql`
    update team set is_restricted = true
    where workspace_id = ${world.workspaceId} and id = ${world.secondLineId}
  `.execute(belay.db);
  await sql`
    update ticket set team_id = ${world.secondLineId}, owner_id = null
    where workspace_id = ${world.workspaceId} and id = ${ticketId}
  `.execute(belay.db);
  return ticketId;
}

type Ids = Readonly<Record<string, string>>;

/** The ids by which a ticket and what hangs on it are named in paths, queries and bodies. */
async function idsOf(ticketId: TicketId): Promise<Ids> {
  const found = await sql<Record<string, string | null>>`
    select
      t.id as "ticketId",
      t.contact_id as "contactId",
      t.workspace_id as "workspaceId",
      (select m.id from message m
        where m.workspace_id = t.workspace_id and m.ticket_id = t.id limit 1) as "messageId",
      (select a.id from agent a
        where a.workspace_id = t.workspace_id order by a.id limit 1) as "agentId",
      (select g.id from team g
        where g.workspace_id = t.workspace_id order by g.id limit 1) as "teamId",
      (select v.id from matrix_version v
        where v.workspace_id = t.workspace_id limit 1) as "matrixVersionId",
      (select p.id from sla_policy p
        where p.workspace_id = t.workspace_id limit 1) as "policyId",
      (select c.id from calendar c
        where c.workspace_id = t.workspace_id limit 1) as "calendarId"
    from ticket t
    where t.id = ${ticketId}
  `.execute(belay.db);
  const row = Object.entries(found.rows[0] ?? {});
  const named = row.flatMap(([name, id]) => (id === null ? [] : [[name, id] as const]));
  const ids = Object.fromEntries(named);
  const aliases = { ownerId: ids['agentId'], otherTicketId: ids['ticketId'] };
  return {
    ...ids,
    ...Object.fromEntries(Object.entries(aliases).flatMap(([k, v]) => (v ? [[k, v]] : []))),
  };
}

/** The same names with ids of nothing at all. */
function absentLike(ids: Ids): Ids {
  const fresh = new Map<string, string>();
  for (const id of Object.values(ids)) if (!fresh.has(id)) fresh.set(id, newId());
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, fresh.get(id) ?? id]));
}

type Knock = {
  readonly url: string;
  readonly body: object | undefined;
  readonly namesIds: boolean;
};

function knockOf(door: Door, ids: Ids): Knock {
  let namesIds = false;
  const options: SampleOptions = {
    schemas: document.components.schemas,
    idFor: (name) => {
      const id = ids[name] ?? null;
      namesIds ||= id !== null;
      return id;
    },
  };
  const query = new URLSearchParams();
  let url = door.path;
  for (const parameter of door.operation.parameters) {
    const isOurs = ids[parameter.name] !== undefined;
    if (parameter.in === 'path') {
      const value = String(sampleOf(parameter.schema, options, parameter.name));
      url = url.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else if (parameter.in === 'query' && (parameter.required === true || isOurs)) {
      query.append(parameter.name, String(sampleOf(parameter.schema, options, parameter.name)));
    }
  }
  const content = door.operation.requestBody?.content['application/json'];
  const body = content === undefined ? undefined : sampleOf(content.schema, options);
  return {
    url: query.size > 0 ? `${url}?${query}` : url,
    body: typeof body === 'object' && body !== null ? body : undefined,
    namesIds,
  };
}

type Seen = { readonly status: number; readonly code: unknown; readonly body: string };

async function knock(browser: Browser, door: Door, ids: Ids, headers = {}): Promise<Seen> {
  const { url, body } = knockOf(door, ids);
  const method = door.method as Parameters<Browser['send']>[0];
  const answer = await browser.send(method, url, body, headers);
  const { requestId: _changes, ...rest } = answer.body;
  return { status: answer.status, code: rest['code'], body: JSON.stringify(rest) };
}

/** What a stream or a file answers is no JSON; whether one gets in is asked all the same. */
function answersJson(operation: Operation): boolean {
  const types = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .flatMap(([, answer]) => Object.keys(answer.content ?? { 'application/json': null }));
  return types.every((type) => type === 'application/json');
}

const guarded = doors.filter(({ operation }) => operation['x-permission'] !== 'public');
const nobody = new Browser(belay.app, belay.baseUrl);
const restricted = await idsOf(await addRestrictedTicket());
const foreign = await idsOf(await addForeignTicket());

test('there are doors to walk', () => {
  assert.ok(guarded.length > 30);
  assert.ok(foreign['ticketId'] !== undefined && restricted['messageId'] !== undefined);
});

test('no guarded route opens without a credential', async () => {
  for (const door of guarded) {
    const seen = await knock(nobody, door, foreign);
    assert.equal(seen.code, 'sign_in_required', door.name);
    assert.equal(seen.status, 401, door.name);
  }
});

test('no route opens to a role that lacks its permission', async () => {
  for (const door of guarded) {
    const permission = door.operation['x-permission'];
    if (!isPermission(permission)) continue;
    for (const [role, browser] of people) {
      if (roleMay(role, permission)) continue;
      const seen = await knock(browser, door, absentLike(foreign));
      assert.equal(seen.code, 'not_permitted', `${door.name} as ${role}`);
      assert.equal(seen.status, 403, `${door.name} as ${role}`);
    }
  }
});

test('no route opens to a key without its scope, and none without a scope to any key', async () => {
  const keyWith = async (given: readonly string[]): Promise<string> => {
    const made = await world.ada.browser.post('/api/v1/api-keys', {
      name: `all but ${scopes.find((scope) => !given.includes(scope)) ?? 'none'}`,
      role: 'admin',
      scopes: given,
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return String(made.body['key'] ?? made.body['secret'] ?? made.body['token']);
  };
  for (const scope of new Set(guarded.map(({ operation }) => operation['x-scope']))) {
    const others = scopes.filter((known) => known !== scope);
    const authorization = `Bearer ${await keyWith(others)}`;
    for (const door of guarded.filter(({ operation }) => operation['x-scope'] === scope)) {
      if (door.operation['x-permission'] === 'visitor') continue;
      const seen = await knock(nobody, door, absentLike(foreign), { authorization });
      assert.equal(seen.code, 'scope_missing', door.name);
    }
  }
});

/** Knocks with ids of things that are there and hidden, then with ids of nothing. */
async function assertLooksAbsent(role: Role, door: Door, hidden: Ids): Promise<void> {
  const browser = people.get(role);
  assert.ok(browser);
  const seen = await knock(browser, door, hidden);
  const absent = await knock(browser, door, absentLike(hidden));
  const name = `${door.name} as ${role}`;
  assert.deepEqual(
    { status: seen.status, body: withoutIds(seen.body) },
    { status: absent.status, body: withoutIds(absent.body) },
    name,
  );
  assert.notEqual(seen.status, 500, name);
}

/** An answer may repeat the ids it was asked with; that tells nothing. */
function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
}

const withIds = guarded.filter(
  (door) =>
    answersJson(door.operation) &&
    door.operation['x-permission'] !== 'visitor' &&
    knockOf(door, foreign).namesIds,
);

test('a thing of another workspace looks exactly like one that is not there, by every door', async () => {
  assert.ok(withIds.length > 10);
  for (const door of withIds) {
    for (const role of roles) await assertLooksAbsent(role, door, foreign);
  }
});

test('a ticket of a restricted team looks absent to those outside, by every door', async () => {
  const ids = { ticketId: restricted['ticketId'] ?? '', messageId: restricted['messageId'] ?? '' };
  for (const door of withIds.filter((each) => knockOf(each, ids).namesIds)) {
    for (const role of ['agent', 'collaborator'] as const) await assertLooksAbsent(role, door, ids);
  }
});

test('the same ticket is there for those above', async () => {
  const url = `/api/v1/tickets/${restricted['ticketId'] ?? ''}`;
  for (const role of ['admin', 'manager', 'auditor'] as const) {
    assert.equal((await people.get(role)?.get(url))?.status, 200, role);
  }
});
