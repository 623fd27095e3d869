import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { program } from './postgres-binaries.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

export const fastStopWithinMs = 10_000;
const orphanStopWithinMs = 20_000;

/** SIGINT is PostgreSQL's fast stop, SIGQUIT its immediate one (recovers at the next start). */
export function signalServer(
  cluster: PostgresCluster,
  pid: number,
  mode: 'fast' | 'immediate',
): void {
  if (process.platform === 'win32') {
    const pgCtl = program(cluster.binaries, 'pg_ctl');
    spawnSync(pgCtl, ['stop', '-W', '-m', mode, '-D', cluster.data], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Stops the server that a killed Belay left behind, when its watchdog has not done so yet. */
export async function stopOrphan(cluster: PostgresCluster): Promise<void> {
  const pid = readPidFile(cluster)?.pid;
  if (pid === undefined || !isOurServer(cluster, pid)) return;
  signalServer(cluster, pid, 'fast');
  const start = performance.now();
  let isHurried = false;
  while (isOurServer(cluster, pid)) {
    const waitedMs = performance.now() - start;
    if (!isHurried && waitedMs > fastStopWithinMs) {
      isHurried = true;
      signalServer(cluster, pid, 'immediate');
    }
    if (waitedMs > orphanStopWithinMs) {
      throw new Error(`An older PostgreSQL (pid ${pid}) holds ${cluster.data} and does not stop.`);
    }
    await wait(25);
  }
}

/** https://www.postgresql.org/docs/18/storage-file-layout.html: pid, folder, start, port, … */
export function readPidFile(cluster: PostgresCluster): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port } : null;
  } catch {
    // No file, or one half written: no server that could be spoken to.
    return null;
  }
}

/** Whether that pid is a live PostgreSQL on this very folder, and not a number reused. */
export function isOurServer(cluster: PostgresCluster, pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  if (process.platform === 'win32') return true;
  const command =
    process.platform === 'linux'
      ? readCommandLine(pid)
      : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes(cluster.data);
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
