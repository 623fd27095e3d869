import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { permissions, scopes } from '#domain/people/permission.ts';
import { catalogue as errorWords } from '#locales/en/errors.ts';
import { errorCodes, isErrorCode, titleKey } from '#server/platform/errors/registry.ts';

/*
 * Rules of the house that no compiler and no lint rule sees. Each says what it protects; the length
 * of functions and the fences between layers are in .oxlintrc.json.
 */

const root = path.join(import.meta.dirname, '..');

function filesOf(...patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted();
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Every line that fits, as `file:line: text`, for a message that leads there. */
function linesLike(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

const source = filesOf('src/**/*.{ts,tsx}', 'tools/**/*.ts', 'tests/**/*.ts', 'bench/**/*.ts');
const domain = filesOf('src/domain/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const pages = filesOf('src/{web,portal,widget}/**/*.{ts,tsx}').filter(
  (file) => !/\.test\.tsx?$/.test(file),
);
const styles = filesOf('src/{web,portal,widget}/**/*.css');
/** Written by tools/generate-db.ts from the migrations. */
const generated = 'src/server/platform/db/types.ts';

test('the domain asks no clock, no chance and no machine', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b|\bprocess\.|\bset(?:Timeout|Interval)\(|\bcrypto\b|\bfetch\(/;
  assert.deepEqual(linesLike(domain, impure), []);
});

test('no file is longer than 400 lines', () => {
  const long = [...source, ...styles].filter(
    (file) => file !== generated && read(file).trimEnd().split('\n').length > 400,
  );
  assert.deepEqual(long, []);
});

test('files are named in kebab-case, and nothing is a manager, helper, util, data or info', () => {
  const names = source.map((file) => path.basename(file).replace(/\.(?:test\.)?tsx?$/, ''));
  assert.deepEqual(
    names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)),
    [],
  );
  const vague = /(?:^|-)(?:managers?|helpers?|utils?|utilities|data|infos?|misc)(?:-|$)/;
  assert.deepEqual(
    names.filter((name) => vague.test(name)),
    [],
  );
  // "manager" is also a role and a word of the glossary: a function may be called after one.
  const declared = /^(?:export )?(?:class|interface|type) \w*(?:Manager|Helper|Utils?|Info)\b/;
  assert.deepEqual(linesLike(source, declared), []);
});

test('nothing is exported by default and nothing only passes exports on', () => {
  assert.deepEqual(linesLike(source, /^export default\b/), []);
  const barrels = source.filter((file) => /^index\.tsx?$/.test(path.basename(file)));
  assert.deepEqual(barrels, []);
});

test('nothing is left for later and no check is silenced', () => {
  const others = source.filter((file) => file !== 'tests/tidy.test.ts');
  assert.deepEqual(linesLike(others, /\b(?:TODO|FIXME|XXX|HACK)\b/), []);
  assert.deepEqual(linesLike(others, /@ts-(?:ignore|nocheck|expect-error)|biome-ignore/), []);
  assert.deepEqual(linesLike(others, /\b(?:test|it|describe)\.(?:only|skip|todo)\(/), []);
});

test('pages are laid out by the direction of reading, never by left and right', () => {
  const classes =
    /(?<![\w-])-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr]|float-(?:left|right)|clear-(?:left|right)|text-(?:left|right))-?(?:\[|\d|auto|px|full|none|(?=["'`\s]))/;
  const inClassNames = linesLike(pages, /class(?:Name)?\b|\bcn\(|clsx|['"`][\w\s:-]+['"`]/).filter(
    (found) => {
      const text = found.replace(/^[^ ]+ /, '');
      const literals = [...text.matchAll(/['"`]([^'"`]*)['"`]/g)].map((match) => match[1] ?? '');
      return literals.some((literal) => /[\s-]/.test(literal) && classes.test(literal));
    },
  );
  assert.deepEqual(inClassNames, []);
  const properties =
    /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:^|[\s{;])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius/;
  assert.deepEqual(linesLike(styles, properties), []);
  const inStyles =
    /\b(?:margin|padding)(?:Left|Right)\b|\bborder(?:Left|Right)\b|textAlign: '(?:left|right)'/;
  assert.deepEqual(linesLike(pages, inStyles), []);
});

test('every refusal of the domain is a code of the registry', () => {
  const reasons = domain.flatMap((file) =>
    [...read(file).matchAll(/\brefuse\(\s*'([a-z_]+)'/g)].map((match) => match[1] ?? ''),
  );
  assert.deepEqual(
    [...new Set(reasons)].filter((reason) => !isErrorCode(reason)),
    [],
  );
});

test('every error code is documented, and nothing else is', () => {
  const documented = [...read('docs/api/errors.md').matchAll(/^## (\w+)$/gm)].map(
    (match) => match[1] ?? '',
  );
  assert.deepEqual(documented.toSorted(), [...errorCodes].toSorted());
});

test('every error code has its words in every language, and can be met', () => {
  const wordless = errorCodes.filter((code) => !Object.hasOwn(errorWords, titleKey(code)));
  assert.deepEqual(wordless, []);
  const text = filesOf('src/{domain,server}/**/*.ts')
    .filter((file) => !/(?:\.test\.ts|-errors\.ts)$/.test(file))
    .map(read)
    .join('\n');
  assert.deepEqual(
    errorCodes.filter((code) => !text.includes(`'${code}'`)),
    [],
  );
});

const openApi = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().min(1),
        'x-permission': z.string(),
        'x-scope': z.string().nullable(),
        'x-errors': z.array(z.string()),
      }),
    ),
  ),
});

test('every documented route says what it does, who may call it, and which codes it answers', () => {
  const { paths } = openApi.parse(JSON.parse(read('docs/api/openapi.json')));
  const guards: readonly string[] = [...permissions, 'signed_in', 'visitor', 'public'];
  for (const [url, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method} ${url}`;
      assert.ok(guards.includes(operation['x-permission']), name);
      const scope = operation['x-scope'];
      assert.ok(scope === null || scopes.some((known) => known === scope), name);
      assert.deepEqual(
        operation['x-errors'].filter((code) => !isErrorCode(code)),
        [],
        name,
      );
    }
  }
});

test('every route that is declared is documented', () => {
  const { paths } = openApi.parse(JSON.parse(read('docs/api/openapi.json')));
  const known = new Set(Object.keys(paths));
  const declaring = filesOf('src/server/**/*.ts', 'src/contract/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts'),
  );
  const declared = declaring.flatMap((file) =>
    [...read(file).matchAll(/\b(?:route|endpoint)\(\{([^]*?)\burl: '([^']+)'/g)].flatMap(
      (match) => {
        const rest = read(file).slice(match.index, match.index + 1500);
        return rest.includes('isHidden: true') ? [] : [`${file} ${match[2] ?? ''}`];
      },
    ),
  );
  const missing = declared.filter((found) => {
    const url = found.split(' ')[1] ?? '';
    return !known.has(url.replaceAll(/:(\w+)/g, '{$1}'));
  });
  assert.deepEqual(missing, []);
});

test('a migration never changes once it has landed', () => {
  const file = 'db/migrations/checksums.json';
  const landed = z.record(z.string(), z.string()).parse(JSON.parse(read(file)));
  const present = filesOf('db/migrations/*.sql').map((name) => [
    path.basename(name),
    createHash('sha256')
      .update(readFileSync(path.join(root, name)))
      .digest('hex'),
  ]);
  assert.deepEqual(Object.fromEntries(present), landed);
});

/** Tables that belong to no tenant: the tenants themselves, and the record of migrations. */
const sharedTables = ['workspace', 'migration', 'schema_migration', 'applied_migration'];

test("every tenant table's key, and every key that points to one, begins with the workspace", () => {
  const schema = read('db/schema.sql');
  const tables = [...schema.matchAll(/^create table ([\w.]+) \(\n([^]*?)\n\);/gim)];
  assert.ok(tables.length > 20);
  const wrong = tables.flatMap(([, name = '', body = '']) => {
    if (name.startsWith('auth.') || sharedTables.includes(name)) return [];
    const key = /primary key \(([^)]*)\)/i.exec(body)?.[1] ?? '';
    const isKeyed = key.split(',')[0]?.trim() === 'workspace_id';
    const pointers = [...body.matchAll(/foreign key \(([^)]*)\) references (\w+)/gi)].filter(
      ([, columns = '']) => columns.split(',')[0]?.trim() !== 'workspace_id',
    );
    return [
      ...(isKeyed ? [] : [`${name}: primary key (${key})`]),
      ...pointers.map(([text]) => `${name}: ${text}`),
    ];
  });
  assert.deepEqual(wrong, []);
});

test('moments are with their zone and words without a length in every table', () => {
  const migrations = filesOf('db/migrations/*.sql');
  assert.deepEqual(linesLike(migrations, /\btimestamp\b(?! with time zone)|\bvarchar\b/i), []);
});

test('SQL takes the moment as a parameter', () => {
  const clocks =
    /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_timestamp\b/i;
  const inMigrations = linesLike(filesOf('db/migrations/*.sql'), clocks).filter(
    (line) => !/: --/.test(line),
  );
  assert.deepEqual(inMigrations, []);
  const server = filesOf('src/server/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const templates = server.flatMap((file) =>
    [...read(file).matchAll(/\bsql(?:<[^>]*>)?`([^`]*)`/g)].flatMap(([, text = '']) =>
      /(?<![\w.$])(?:now\(\)|clock_timestamp\(\)|current_timestamp)/i.test(
        text.replaceAll(/\$\{[^}]*\}/g, ''),
      )
        ? [`${file}: ${text.trim().slice(0, 80)}`]
        : [],
    ),
  );
  assert.deepEqual(templates, []);
});

/** The sign-in library keeps sessions by the machine's time; what is compared with it must too. */
const onMachineTime = [
  'src/server/features/session/devices.ts',
  'src/server/features/session/passkeys.ts',
];

test('only the clock of the platform asks the machine what time it is', () => {
  const server = filesOf('src/server/{features,channels,connectors}/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts') && !onMachineTime.includes(path.normalize(file)),
  );
  assert.deepEqual(linesLike(server, /\bDate\.now\(\)|\bnew Date\(\s*\)/), []);
});

test('tickets, clocks, climbs, timers and events are written by the one write path', () => {
  // Each exception writes what no decision reads, or is the law's: erasing goes before the log.
  const exceptions = [
    'src/server/features/ticket/',
    'src/server/platform/timekeeper.ts',
    'src/server/features/message/insert-message.ts',
    'src/server/features/import/write-conversations.ts',
    'src/server/features/policy/apply-change.ts',
    'src/server/features/contact/tell.ts',
    'src/server/features/contact/erase-tickets.ts',
  ];
  const others = filesOf('src/{server,cli}/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts') && !exceptions.some((known) => file.startsWith(known)),
  );
  const table = '(?:ticket|clock|escalation|hop|timer|event)';
  const writes = new RegExp(
    `(?:insert into|update|delete from) ${table}\\s*(?:$|\\(|where|set|\\w$)|` +
      `(?:insertInto|updateTable|deleteFrom)\\('${table}'\\)`,
  );
  const comment = /^[^:]+:\d+: (?:\*|\/\/)/;
  assert.deepEqual(
    linesLike(others, writes).filter((found) => !comment.test(found)),
    [],
  );
});

test('what the documents lead to is there', () => {
  const documents = filesOf('*.md', 'docs/**/*.md');
  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].flatMap((match) => {
      const target = path.join(root, path.dirname(file), decodeURIComponent(match[1] ?? ''));
      return existsSync(target) ? [] : [`${file}: ${match[1] ?? ''}`];
    }),
  );
  assert.deepEqual(broken, []);
});
