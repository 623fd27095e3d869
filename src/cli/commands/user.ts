import { createSignInLink } from '#server/features/session/public.ts';
import { createIdentity } from '#server/platform/auth/identity.ts';
import { type Command, CommandError, parseCommand, print, printJson } from '../command.ts';
import { findWorkspace } from '../find-workspace.ts';
import { linkBaseOf } from '../link-base.ts';
import { type CommandWorld, withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'user',
  summary: 'lists people and lets one of them in',
  usage: `
Usage: belay user list [--workspace NAME] [--json]
       belay user link EMAIL [--workspace NAME] [--json]

"link" prints a link that signs the person in once, within the hour: the way back in for somebody
who lost password or second factor, and how to look at the sample as one of its people. It leads to
the server that runs on the same data folder, unless BELAY_BASE_URL or BELAY_PORT say otherwise.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, { workspace: { type: 'string' } });
    const [what, email] = positionals;
    return withDatabase(async (world) => {
      if (what === 'list') return list(world, values);
      if (what === 'link' && email !== undefined) return link(world, email, values);
      throw new CommandError('Say "belay user list" or "belay user link EMAIL".', 2);
    });
  },
};

type Values = { readonly workspace?: string | undefined; readonly json: boolean };

async function list({ database }: CommandWorld, values: Values): Promise<number> {
  const { db } = database;
  const workspaceId = await findWorkspace(db, values.workspace);
  const agents = await db
    .selectFrom('agent')
    .select(['id', 'email', 'name', 'role', 'is_active as isActive'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .execute();
  if (values.json) printJson({ items: agents });
  else {
    for (const each of agents) {
      print(`${each.email}  ${each.name}  ${each.role}${each.isActive ? '' : '  (inactive)'}`);
    }
  }
  return 0;
}

async function link(world: CommandWorld, email: string, values: Values): Promise<number> {
  const { database, config, clock, log } = world;
  const { db } = database;
  const workspaceId = await findWorkspace(db, values.workspace);
  const agent = await db
    .selectFrom('agent')
    .select(['id'])
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email.toLowerCase())
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (agent === undefined) throw new CommandError(`Nobody active has the address ${email}.`);
  const identity = createIdentity({
    pool: database.pool,
    db,
    clock,
    baseUrl: await linkBaseOf(config),
    secret: config.secret,
    enqueueMail: async () => undefined,
    log,
  });
  const url = await createSignInLink(identity, { workspaceId, agentId: agent.id });
  if (values.json) printJson({ link: url });
  else print(url);
  return 0;
}
