import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/*
 * Writes everything in the repository that is made from something else: the types and the schema of
 * the database, the checksums of its migrations, the pages of the API. With --check it writes
 * nothing and fails when anything is out of date.
 */

const generators = ['generate-checksums.ts', 'generate-db.ts', 'generate-api.ts'];

let isFine = true;
for (const generator of generators) {
  const run = spawnSync(
    process.execPath,
    [join(import.meta.dirname, generator), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  isFine &&= run.status === 0;
}
process.exitCode = isFine ? 0 : 1;
