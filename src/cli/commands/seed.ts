import { sql } from 'kysely';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { playSample } from '#server/features/sample/public.ts';
import { createSignInLink } from '#server/features/session/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { createIdentity } from '#server/platform/auth/identity.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { migrate } from '#server/platform/migrate.ts';
import {
  type Command,
  CommandError,
  parseCommand,
  print,
  printJson,
  printProgress,
} from '../command.ts';
import { linkBaseOf } from '../link-base.ts';
import { type CommandWorld, withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'seed',
  summary: 'fills an empty database with the sample company',
  usage: `
Usage: belay seed --sample [--json]
       belay seed --fixture security --json

Makes a workspace with an invented company in five languages: people, customers, tickets, climbs
and ratings of the last days. Nothing is ever sent to anyone in it. Prints a link that signs you in
as its admin, once.

--fixture security makes two workspaces A and B with people of every role, tickets, files, notes,
drafts, links, channel secrets and API keys, and prints the ids and tokens of all of it. It holds no
articles. In test mode only (BELAY_TEST_MODE=1), because its passwords are known.
`,
  async run(args) {
    const { values } = parseCommand(args, {
      sample: { type: 'boolean', default: false },
      fixture: { type: 'string' },
    });
    if (values.fixture !== undefined) return seedFixture(values.fixture);
    if (!values.sample) throw new CommandError('Say what to seed: belay seed --sample.', 2);
    const outcome = await withDatabase(seedSample);
    if (values.json) printJson(outcome);
    else {
      print(`The sample company is there, with ${outcome.ticketCount} tickets.`);
      print('This link signs you in as its admin, once, within the hour:');
      print(`  ${outcome.link}`);
    }
    return 0;
  },
};

async function seedFixture(name: string): Promise<number> {
  if (name !== 'security') {
    throw new CommandError(`There is no fixture "${name}"; there is "security".`, 2);
  }
  // Loaded here, because it is the whole of Belay and the sample wants little of it.
  const { seedSecurityFixture } = await import('../seed-security-fixture.ts');
  printJson(await withDatabase(seedSecurityFixture));
  return 0;
}

type Seeded = {
  readonly workspaceId: string;
  readonly ticketCount: number;
  readonly link: string;
};

async function seedSample(world: CommandWorld): Promise<Seeded> {
  const { database, clock, config, log } = world;
  await migrate({ address: database.sessionAddress, clock, say: printProgress });
  const { db, pool } = database;
  const now = clock.now();
  const { workspaceId, agentId } = await transaction(db, async (tx) => {
    const { rows } = await sql<{ workspaces: number }>`
      select count(*)::int as workspaces from workspace where is_set_up
    `.execute(tx);
    if ((rows[0]?.workspaces ?? 0) > 0) {
      throw new CommandError(
        'There is a workspace already. The sample goes into an empty database only: name another folder with BELAY_DATA_DIR.',
      );
    }
    await sql`update workspace set catch_all_agent_id = null where not is_set_up`.execute(tx);
    return makeWorkspace(tx, now);
  });
  const { ticketCount } = await playSample({
    db,
    log,
    clock,
    workspaceId,
    secret: config.secret,
  });
  // Whoever signs in as the admin is online from then on.
  await sql`update agent set presence = 'offline' where id = ${agentId}`.execute(db);
  const identity = createIdentity({
    pool,
    db,
    clock,
    baseUrl: await linkBaseOf(config),
    secret: config.secret,
    enqueueMail: async () => undefined,
    log,
  });
  return {
    workspaceId,
    ticketCount,
    link: await createSignInLink(identity, { workspaceId, agentId }),
  };
}

async function makeWorkspace(
  tx: Parameters<typeof installDefaults>[0],
  now: ReturnType<CommandWorld['clock']['now']>,
) {
  const workspaceId = newId<WorkspaceId>();
  const agentId = newId<AgentId>();
  await sql`
    insert into workspace (id, name, language, time_zone, is_set_up, created_at)
    values (${workspaceId}, 'Tamarind (sample)', 'en', 'Asia/Ho_Chi_Minh', true, ${at(now)})
  `.execute(tx);
  await sql`
    insert into agent (workspace_id, id, email, name, role, presence, languages, created_at)
    values (
      ${workspaceId}, ${agentId}, 'admin@tamarind.example', 'Sample Admin', 'admin', 'online',
      array['en'], ${at(now)}
    )
  `.execute(tx);
  await sql`
    update workspace set catch_all_agent_id = ${agentId} where id = ${workspaceId}
  `.execute(tx);
  await installDefaults(tx, {
    workspaceId,
    adminId: agentId,
    businessKind: 'tiered',
    language: 'en',
    timeZone: 'Asia/Ho_Chi_Minh',
    now,
  });
  return { workspaceId, agentId };
}
