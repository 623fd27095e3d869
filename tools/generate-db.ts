import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cloneTemplate } from '#harness/database.ts';
import { readSchema } from './generate-db/read-schema.ts';
import { writeSchemaSql } from './generate-db/schema-sql.ts';
import { writeTypes } from './generate-db/types.ts';

/*
 * Writes src/server/platform/db/types.ts and db/schema.sql from a freshly migrated database.
 * With --check it writes nothing and fails when either would change.
 */

const root = join(import.meta.dirname, '..');

const database = await cloneTemplate();
const outdated: string[] = [];
try {
  const schema = await readSchema(database.pool);
  const idSource = await readFile(join(root, 'src/domain/kernel/id.ts'), 'utf8');
  const idTypes = [...idSource.matchAll(/^export type (\w+Id) = Brand</gm)].map(
    ([, name = '']) => name,
  );
  await put('src/server/platform/db/types.ts', format(writeTypes(schema, idTypes)));
  await put('db/schema.sql', writeSchemaSql(schema));
} finally {
  await database.drop();
}
if (outdated.length > 0) {
  console.error(`Out of date: ${outdated.join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
}

/** As `npm run format` would leave it, so that neither undoes the other. */
function format(source: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=types.ts'], {
    cwd: root,
    input: source,
    encoding: 'utf8',
  });
}

async function put(path: string, text: string): Promise<void> {
  const file = join(root, path);
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === text) return;
  if (process.argv.includes('--check')) outdated.push(path);
  else await writeFile(file, text);
}
