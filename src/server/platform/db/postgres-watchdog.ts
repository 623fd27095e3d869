import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { program } from './postgres-binaries.ts';
import type { PostgresCluster } from './postgres-cluster.ts';
import { runAs } from './postgres-user.ts';

/**
 * Stops the server when this process dies without having done so. The watchdog reads a pipe
 * that only we hold: however we end, the kernel closes it. It compares the pid with the pid
 * file, because a number may have been given to somebody else meanwhile.
 */
export function startWatchdog(cluster: PostgresCluster, pid: number): ChildProcess {
  const pidFile = join(cluster.data, 'postmaster.pid');
  const script =
    'cat >/dev/null; n=0; ' +
    'while [ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ] && [ $n -lt 20 ]; do ' +
    'if [ $n -lt 10 ]; then kill -INT "$1"; else kill -QUIT "$1"; fi || exit 0; ' +
    'n=$((n+1)); sleep 1; done';
  const watchdog =
    process.platform === 'win32'
      ? spawn(
          process.execPath,
          [
            '-e',
            'process.stdin.resume().on("end",()=>require("child_process").spawnSync(process.argv[1],["stop","-m","fast","-D",process.argv[2]]))',
            program(cluster.binaries, 'pg_ctl'),
            cluster.data,
          ],
          { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
        )
      : spawn('/bin/sh', ['-c', script, 'belay-watchdog', String(pid), pidFile], {
          ...runAs(cluster.user),
          detached: true,
          stdio: ['pipe', 'ignore', 'ignore'],
        });
  watchdog.on('error', () => undefined);
  watchdog.stdin?.on('error', () => undefined);
  watchdog.unref();
  if (watchdog.stdin !== null && 'unref' in watchdog.stdin) {
    const { stdin } = watchdog;
    if (typeof stdin.unref === 'function') stdin.unref();
  }
  return watchdog;
}
