import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { createBelay } from '#server/belay.ts';
import { hashPassword } from '#server/platform/auth/password.ts';
import { at } from '#server/platform/db/parameters.ts';
import { CommandError } from './command.ts';
import type { CommandWorld } from './open-database.ts';
import { fixturePassword, seedSecurityWorkspace } from './security-workspace.ts';

/**
 * Makes two workspaces, A and B, that hold at least one of everything, and answers the ids and
 * tokens of all of it, for a test that tries every door from the one into the other. Works in test
 * mode only. Whatever mail the fixture would send is withdrawn.
 */
export async function seedSecurityFixture({ config, database, clock, log }: CommandWorld) {
  if (!config.testMode) {
    throw new CommandError(
      'The security fixture has known passwords, so it is made in test mode only: set BELAY_TEST_MODE=1.',
    );
  }
  const belay = await createBelay({
    ...database,
    clock,
    log,
    baseUrl: config.baseUrl,
    secret: config.secret,
    filesFolder:
      config.files.kind === 'folder'
        ? config.files.folder
        : mkdtempSync(path.join(tmpdir(), 'belay-fixture-')),
    smtpUrl: null,
    version: 'fixture',
    outboundHosts: config.outboundHosts,
    trustedProxies: config.trustedProxies,
  });
  await Promise.all([belay.timekeeper.stop(), belay.outbox.stop()]);
  try {
    const passwordHash = await hashPassword(fixturePassword);
    const A = await seedSecurityWorkspace({ belay, letter: 'a', passwordHash });
    const B = await seedSecurityWorkspace({ belay, letter: 'b', passwordHash });
    await sql`
      update outbox
      set
        state = 'cancelled',
        finished_at = ${at(clock.now())}
      where state = 'pending'
        and workspace_id in (${A.id}, ${B.id})
    `.execute(belay.db);
    return { baseUrl: config.baseUrl, workspaces: { A, B } };
  } finally {
    await belay.stop();
  }
}
