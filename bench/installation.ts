import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { type Belay, createBelay } from '#server/belay.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { connectDatabase } from '#server/platform/db/connect.ts';
import { silentLogger } from '#server/platform/log.ts';
import { migrate } from '#server/platform/migrate.ts';
import { makeWorkspace } from './workspace.ts';

/** An installation on an embedded PostgreSQL of its own, with its ordinary, durable settings. */
export type Installation = {
  readonly dataFolder: string;
  readonly secret: string;
  /** In this process, its clock frozen and nobody firing: what falls due stays due. */
  readonly belay: Belay;
  readonly clock: VirtualClock;
  readonly workspaceId: WorkspaceId;
  close(): Promise<void>;
};

const secret = 'a secret of the bench, long enough for all';

/** Starts and fills in what a first start would: a workspace with its defaults and an admin. */
export async function openInstallation(start: Instant): Promise<Installation> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'belay-bench-'));
  // PostgreSQL's own user may enter, so that the database lies in here and goes with the rest.
  chmodSync(dataFolder, 0o755);
  const log = silentLogger();
  const say = (): void => undefined;
  const database = await connectDatabase({ kind: 'embedded', dataFolder }, { log, say });
  const clock = new VirtualClock(start);
  await migrate({ address: database.sessionAddress, clock, say });
  const belay = await createBelay({
    ...database,
    clock,
    log,
    baseUrl: 'http://bench.example',
    secret,
    filesFolder: join(dataFolder, 'files'),
    smtpUrl: null,
    version: 'bench',
  });
  await belay.timekeeper.stop();
  return {
    dataFolder,
    secret,
    belay,
    clock,
    workspaceId: await makeWorkspace(belay),
    close: async () => {
      await belay.stop();
      await database.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
