import { sql } from 'kysely';
import { pino } from 'pino';
import type { AgentId, TeamId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instantFromIso } from '#domain/kernel/instant.ts';
import type { Role } from '#domain/people/role.ts';
import { type Belay, createBelay } from '#server/belay.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { createUser, keepPassword } from '#server/platform/auth/account.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { createTestDatabase } from './database.ts';
import { Browser, goodPassword } from './sign-in-desk.ts';

/*
 * A whole Belay for stories: real PostgreSQL, real HTTP, every loop running, and a clock that only
 * moves when the story says so. `advance` walks from due moment to due moment, so that what follows
 * from what happens at its own time.
 */

/** Monday morning in Saigon, within the default office hours. */
export const mondayMorning = instantFromIso('2026-03-02T09:00:00+07:00');

export type Person = { readonly id: AgentId; readonly name: string; readonly browser: Browser };

export type World = {
  readonly belay: Belay;
  readonly clock: VirtualClock;
  readonly workspaceId: WorkspaceId;
  /** For a Belay started as a process: BELAY_DATABASE_URL. */
  readonly databaseUrl: string;
  readonly firstLineId: TeamId;
  readonly secondLineId: TeamId;
  /** Admin and catch-all owner. */
  readonly ada: Person;
  /** Manager, above both lines. */
  readonly minh: Person;
  /** First line, and its lead. */
  readonly hoa: Person;
  /** First line. */
  readonly sam: Person;
  /** Second line. */
  readonly lan: Person;
  /** Moves time forward; answers when everything that fell due on the way is done. */
  advance(duration: string): Promise<void>;
  /** Time moves and nothing is done meanwhile, as when the process is down. */
  now(): Instant;
  /** A customer writes: by mail, to a ticket of theirs when one is named. */
  customerWrites(words: CustomerWords): Promise<TicketId>;
  /** Everything anybody was told since the last call, in order, one line each. */
  news(): Promise<string[]>;
};

export type CustomerWords = {
  readonly text: string;
  readonly subject?: string;
  readonly from?: string;
  readonly name?: string;
  readonly ticketId?: TicketId;
  readonly channelKind?: 'email' | 'webchat';
  readonly isAutomatic?: boolean;
};

export type WorldOptions = {
  readonly start?: Instant;
  /** Its clock also follows real time, for a world that is driven from outside. */
  readonly isRunning?: boolean;
  readonly baseUrl?: string;
  readonly smtpUrl?: string;
  readonly outboundHosts?: readonly string[];
};

/** Opens a world with a set-up workspace and five people. Closed at the end of the test file. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const database = await createTestDatabase();
  const clock = new VirtualClock(options.start ?? mondayMorning, {
    isRunning: options.isRunning ?? false,
  });
  const belay = await createBelay({
    db: database.db,
    pool: database.pool,
    sessionAddress: database.address,
    clock,
    log: pino({ level: process.env['BELAY_TEST_LOG'] ?? 'silent' }),
    baseUrl: options.baseUrl ?? 'http://desk.example',
    secret: 'a secret of the tests, long enough for all',
    filesFolder: `/tmp/belay-test-files-${database.name}`,
    smtpUrl: options.smtpUrl ?? null,
    version: 'test',
    outboundHosts: options.outboundHosts ?? [],
    rateLimits: { perAccount: 100_000, perAddress: 100_000, perAddressFailed: 100_000 },
  });
  database.beforeDrop(() => belay.stop());
  const workspaceId = newId<WorkspaceId>();
  await sql`
    insert into workspace (id, name, time_zone, created_at, is_set_up)
    values (${workspaceId}, 'Acme', 'Asia/Ho_Chi_Minh', ${at(clock.now())}, true)
  `.execute(belay.db);
  const people = await addPeople(belay, workspaceId);
  const teams = await belay.core.commit((tx) =>
    installDefaults(tx, {
      workspaceId,
      adminId: people.ada.id,
      businessKind: 'tiered',
      language: 'en',
      timeZone: 'Asia/Ho_Chi_Minh',
      now: clock.now(),
    }),
  );
  await placePeople(belay, workspaceId, { people, teams });
  belay.core.forget(workspaceId);
  const databaseUrl = database.url;
  const story = conduct(belay, clock, workspaceId);
  return { ...people, ...teams, ...story, belay, clock, workspaceId, databaseUrl };
}

type People = Pick<World, 'ada' | 'minh' | 'hoa' | 'sam' | 'lan'>;

async function addPeople(belay: Belay, workspaceId: WorkspaceId): Promise<People> {
  // One hash for all: argon2id is meant to be slow, and no story is about passwords.
  const passwordHash = await hashPassword(goodPassword);
  const add = async (name: string, role: Role): Promise<Person> => {
    const now = belay.clock.now();
    const id = newId<AgentId>();
    const email = `${name.toLowerCase()}@acme.example`;
    const userId = await createUser(belay.db, { name, email, now });
    await keepPassword(belay.db, { userId, passwordHash, now });
    await sql`
      insert into agent (workspace_id, id, user_id, email, name, role, presence, created_at)
      values (${workspaceId}, ${id}, ${userId}, ${email}, ${name}, ${role}, 'online', ${at(now)})
    `.execute(belay.db);
    const browser = new Browser(belay.app, belay.baseUrl);
    const answer = await browser.signIn(email);
    if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${answer.status}`);
    return { id, name, browser };
  };
  const ada = await add('Ada', 'admin');
  await sql`
    update workspace set catch_all_agent_id = ${ada.id} where id = ${workspaceId}
  `.execute(belay.db);
  return {
    ada,
    minh: await add('Minh', 'manager'),
    hoa: await add('Hoa', 'agent'),
    sam: await add('Sam', 'agent'),
    lan: await add('Lan', 'agent'),
  };
}

async function placePeople(
  belay: Belay,
  workspaceId: WorkspaceId,
  part: { readonly people: People; readonly teams: Pick<World, 'firstLineId' | 'secondLineId'> },
): Promise<void> {
  const { people, teams } = part;
  const place = (teamId: TeamId, person: Person) =>
    sql`
      insert into team_member (workspace_id, team_id, agent_id, created_at)
      values (${workspaceId}, ${teamId}, ${person.id}, ${at(belay.clock.now())})
      on conflict do nothing
    `.execute(belay.db);
  await sql`delete from team_member where workspace_id = ${workspaceId}`.execute(belay.db);
  await place(teams.firstLineId, people.hoa);
  await place(teams.firstLineId, people.sam);
  await place(teams.secondLineId, people.lan);
  await sql`
    update team
    set
      lead_id = case when id = ${teams.firstLineId} then ${people.hoa.id}::uuid else ${people.lan.id}::uuid end,
      manager_id = ${people.minh.id}
    where workspace_id = ${workspaceId}
  `.execute(belay.db);
}

function conduct(belay: Belay, clock: VirtualClock, workspaceId: WorkspaceId) {
  let seen = 0;
  return {
    now: () => clock.now(),
    advance: async (duration: string) => clock.advance(durationMs(duration)),
    customerWrites: async (words: CustomerWords): Promise<TicketId> => {
      const received = await belay.core.commit((tx) =>
        receiveMessage(belay.core, tx, {
          workspaceId,
          channelId: null,
          channelKind: words.channelKind ?? 'email',
          sender: {
            kind: 'email',
            value: words.from ?? 'linh@customer.example',
            name: words.name ?? 'Linh',
            language: null,
          },
          ticketId: words.ticketId ?? null,
          subject: words.subject ?? '',
          text: words.text,
          isAutomatic: words.isAutomatic ?? false,
          receivedAt: clock.now(),
        }),
      );
      await belay.settle();
      return received.ticketId;
    },
    news: async (): Promise<string[]> => {
      await belay.settle();
      const lines = await readNews(belay, workspaceId);
      const fresh = lines.slice(seen);
      seen = lines.length;
      return fresh;
    },
  };
}

/** Whom Belay told what: agents by notification, customers by what was written to them. */
async function readNews(belay: Belay, workspaceId: WorkspaceId): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select line
    from (
      select
        n.created_at as at,
        n.id,
        a.name || ': ' || n.about || case n.urgency when 'page' then ' !' else '' end as line
      from notification n
      join agent a on a.workspace_id = n.workspace_id and a.id = n.agent_id
      where n.workspace_id = ${workspaceId}
      union all
      select
        m.created_at,
        m.id,
        'customer: ' || coalesce(m.template, m.text)
      from message m
      where m.workspace_id = ${workspaceId}
        and m.direction = 'out'
        and m.kind = 'public'
        and m.delivery <> 'recalled'
    ) told
    order by at, id
  `.execute(belay.db);
  return rows.map(({ line }) => line);
}

/** `PT30M`, `P1DT2H`: the part of ISO 8601 that stories use. */
export function durationMs(text: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (match === null) throw new Error(`not a duration: ${text}`);
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (
    (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  );
}
