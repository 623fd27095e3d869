import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import type { Role } from '#domain/people/role.ts';
import { createTestDatabase } from './database.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { createAuthenticator } from '#server/platform/auth/authenticator.ts';
import { type AccountMail, createIdentity, type Identity } from '#server/platform/auth/identity.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { Db } from '#server/platform/db/database.ts';
import { createHttpApp } from '#server/platform/http/app.ts';
import type { Route } from '#server/platform/http/route.ts';
import { newId } from '#server/platform/ids.ts';
import { apiKeyRoutes } from '#server/features/api-key/routes.ts';
import { auditRoutes } from '#server/features/audit/routes.ts';
import { invitationRoutes } from '#server/features/invitation/routes.ts';
import { sessionRoutes } from '#server/features/session/routes.ts';

/** A Belay with nothing but people in it, for the tests of signing in and of what follows. */
export type TestDesk = {
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly clock: VirtualClock;
  readonly identity: Identity;
  readonly baseUrl: string;
  readonly workspaceId: WorkspaceId;
  /** Every mail put into the outbox, in order. */
  readonly mails: AccountMail[];
  browser(): Browser;
  addAgent(agent: NewAgent): Promise<AgentId>;
};

export type NewAgent = {
  readonly email: string;
  readonly name?: string;
  readonly role?: Role;
  /** Left out: the agent has no sign-in yet. */
  readonly password?: string;
  readonly workspaceId?: WorkspaceId;
};

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly cookies: string[];
  readonly ms: number;
};

export const goodPassword = 'quiet harbour lantern';

export async function openTestDesk(
  options: { baseUrl?: string; extraRoutes?: (desk: Identity) => readonly Route[] } = {},
): Promise<TestDesk> {
  const { db, pool } = await createTestDatabase();
  const baseUrl = options.baseUrl ?? 'https://desk.example';
  const clock = new VirtualClock(instant(Date.UTC(2026, 10, 21, 9)));
  const mails: AccountMail[] = [];
  const log = pino({ level: 'silent' });
  const identity = createIdentity({
    pool,
    db,
    clock,
    baseUrl,
    secret: 'a secret of the tests, long enough for all',
    enqueueMail: async (_tx, mail) => {
      mails.push(mail);
    },
    log,
  });
  const authenticator = createAuthenticator({
    db,
    baseUrl,
    secret: identity.secret,
    now: () => clock.now(),
  });
  const app = await createHttpApp({
    routes: [
      ...sessionRoutes(identity),
      ...invitationRoutes(identity),
      ...apiKeyRoutes({ db, clock }),
      ...auditRoutes({ db }),
      ...(options.extraRoutes?.(identity) ?? []),
    ],
    mounts: [],
    pages: [],
    authenticator,
    idempotency: null,
    baseUrl: new URL(baseUrl),
    now: () => clock.now(),
    log,
    version: 'test',
    fileLimitBytes: 1024,
    rateLimits: { perAccount: 10_000, perAddress: 10_000, perAddressFailed: 10_000 },
  });
  const workspaceId = await addWorkspace(db, clock);
  return {
    app,
    db,
    clock,
    identity,
    baseUrl,
    workspaceId,
    mails,
    browser: () => new Browser(app, baseUrl),
    addAgent: (agent) => addAgent({ db, clock, workspaceId }, agent),
  };
}

export async function addWorkspace(db: Db, clock: VirtualClock): Promise<WorkspaceId> {
  const id = newId<WorkspaceId>();
  await sql`
    insert into workspace (id, name, created_at)
    values (${id}, 'Acme', ${at(clock.now())})
  `.execute(db);
  return id;
}

async function addAgent(
  desk: { readonly db: Db; readonly clock: VirtualClock; readonly workspaceId: WorkspaceId },
  agent: NewAgent,
): Promise<AgentId> {
  const { db } = desk;
  const now = desk.clock.now();
  const id = newId<AgentId>();
  const name = agent.name ?? 'Somebody';
  const userId =
    agent.password === undefined ? null : await createUser(db, { name, email: agent.email, now });
  if (userId !== null && agent.password !== undefined) {
    const passwordHash = await hashPassword(agent.password);
    await keepPassword(db, { userId, passwordHash, now });
  }
  await sql`
    insert into agent (workspace_id, id, user_id, email, name, role, created_at)
    values (
      ${agent.workspaceId ?? desk.workspaceId}, ${id}, ${userId}, ${agent.email}, ${name},
      ${agent.role ?? 'agent'}, ${at(now)}
    )
  `.execute(db);
  return id;
}

/** A browser as far as signing in sees one: it keeps cookies and sends its origin. */
export class Browser {
  readonly jar = new Map<string, string>();
  origin: string;
  address = '192.0.2.10';
  readonly #app: FastifyInstance;

  constructor(app: FastifyInstance, baseUrl: string) {
    this.#app = app;
    this.origin = new URL(baseUrl).origin;
  }

  get = (url: string): Promise<Answer> => this.send('GET', url);
  post = (url: string, body?: object): Promise<Answer> => this.send('POST', url, body);
  put = (url: string, body?: object): Promise<Answer> => this.send('PUT', url, body);
  patch = (url: string, body?: object): Promise<Answer> => this.send('PATCH', url, body);
  delete = (url: string): Promise<Answer> => this.send('DELETE', url);

  signIn(email: string, password: string = goodPassword): Promise<Answer> {
    return this.post('/api/v1/auth/sign-in', { email, password });
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const begunAt = performance.now();
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        origin: this.origin,
        'user-agent': 'test browser',
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const ms = performance.now() - begunAt;
    const cookies = [response.headers['set-cookie'] ?? []].flat();
    for (const set of cookies) this.#keep(set);
    const text = response.body;
    return {
      status: response.statusCode,
      body: text === '' ? {} : JSON.parse(text),
      headers: { ...response.headers },
      cookies,
      ms,
    };
  }

  #keep(set: string): void {
    const [pair = '', ...attributes] = set.split(';');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (attributes.some((each) => /^ *max-age=0$/i.test(each))) this.jar.delete(name);
    else this.jar.set(name, pair.slice(equals + 1));
  }
}

/** The token behind the `#` of a link in a mail or an answer. */
export function tokenIn(text: string): string {
  return /#token=([\w-]+)/.exec(text)?.[1] ?? '';
}
