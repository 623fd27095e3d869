import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/*
 * Everything that must hold before a change lands, in order: types, lint, format, dead code,
 * generated files, tests, build, browser. A step that fails does not keep the others from running;
 * the last line says how many tests passed, and how many tests and steps failed.
 *
 *   npm run check                      all of it
 *   npm run check -- --only domain     steps whose name begins with a word
 *   npm run check -- --skip e2e        all others
 *   npm run check -- --verbose         with everything the steps say
 */

type Step = {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Counts the tests of `node --test` from what it says at its end. */
  readonly isTest?: boolean;
  /** A step without which this one cannot be tried. */
  readonly needs?: string;
};

type Outcome = {
  readonly name: string;
  readonly state: 'ok' | 'FAILED' | 'skipped';
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
};

const root = join(import.meta.dirname, '..');
/** A step that hangs must not hang the whole: long after the slowest step on two cores. */
const stepMsMax = 20 * 60_000;
/** One test that hangs fails by itself. The longest kills and restarts fifteen whole Belays. */
const testMsMax = 360_000;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    skip: { type: 'string', multiple: true, default: [] },
    verbose: { type: 'boolean', default: false },
  },
});

const outcomes: Outcome[] = [];
for (const step of steps().filter(isWanted)) {
  const isBlocked = outcomes.some(({ name, state }) => name === step.needs && state !== 'ok');
  const outcome = isBlocked ? skipped(step) : await run(step);
  outcomes.push(outcome);
  const tests = step.isTest === true ? `  ${outcome.passed} passed, ${outcome.failed} failed` : '';
  console.log(
    `${outcome.state.padEnd(8)}${outcome.name} (${outcome.seconds.toFixed(1)} s)${tests}`,
  );
}
summarise();

function steps(): readonly Step[] {
  return [
    ...typesStep('core', 'tsconfig.core.json', 'src/{domain,contract}/**/*.ts'),
    ...typesStep('server and tools', 'tsconfig.json', 'src/server/**/*.ts'),
    ...typesStep('desk and portal', 'tsconfig.web.json', 'src/{web,portal}/**/*.tsx'),
    ...typesStep('browser tests', 'tsconfig.e2e.json', 'tests/e2e/*.ts'),
    ...typesStep('widget', 'tsconfig.widget.json', 'src/widget/**/*.{ts,tsx}'),
    { name: 'lint', arguments: [binary('oxlint/bin/oxlint'), '--quiet'] },
    { name: 'format', arguments: [binary('@biomejs/biome/bin/biome'), 'format', '.'] },
    { name: 'dead code', arguments: [binary('knip/bin/knip.js')] },
    { name: 'generated files', arguments: ['tools/generate.ts', '--check'] },
    ...domainSteps(),
    ...testStep('tidy', ['tests/*.test.ts']),
    ...testStep('server', [
      'src/{server,cli,web,portal,widget}/**/*.test.ts',
      'tests/harness/*.test.ts',
      'tools/**/*.test.ts',
    ]),
    ...testStep('scenarios', ['tests/scenarios/**/*.test.ts']),
    ...testStep('faults', ['tests/faults/**/*.test.ts']),
    { name: 'build', arguments: ['tools/build.ts'] },
    { name: 'size', arguments: ['tools/size.ts'], needs: 'build' },
    ...testStep('e2e', ['tests/e2e/**/*.test.ts'], { needs: 'build', concurrency: 1 }),
  ];
}

/** Pure, so all in one process; and twice, since the zone of the machine must never matter (C33). */
function domainSteps(): readonly Step[] {
  const patterns = ['src/{domain,contract,locales}/**/*.test.ts'];
  return ['UTC', 'America/St_Johns'].flatMap((zone) =>
    testStep(`domain in ${zone}`, patterns, { zone, isOneProcess: true }),
  );
}

type TestOptions = {
  readonly zone?: string;
  readonly isOneProcess?: boolean;
  readonly needs?: string;
  readonly concurrency?: number;
};

function testStep(
  name: string,
  patterns: readonly string[],
  more: TestOptions = {},
): readonly Step[] {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted();
  if (files.length === 0) return [];
  const isolation =
    more.isOneProcess === true
      ? ['--test-isolation=none']
      : [`--test-concurrency=${more.concurrency ?? 2}`];
  const shared = ['--test', '--test-reporter=spec', `--test-timeout=${testMsMax}`];
  const step: Step = {
    name,
    isTest: true,
    arguments: [...shared, ...isolation, ...files],
    environment: { TZ: more.zone ?? 'UTC' },
    ...(more.needs === undefined ? {} : { needs: more.needs }),
  };
  return [step];
}

/** A project without a file is an error to the compiler. */
function typesStep(name: string, project: string, pattern: string): readonly Step[] {
  if (globSync(pattern, { cwd: root }).length === 0) return [];
  return [{ name: `types: ${name}`, arguments: [binary('typescript/bin/tsc'), '-p', project] }];
}

function binary(path: string): string {
  return join(root, 'node_modules', path);
}

function isWanted(step: Step): boolean {
  const begins = (word: string): boolean => step.name.startsWith(word);
  if (options.skip.some(begins)) return false;
  return options.only.length === 0 || options.only.some(begins);
}

function skipped(step: Step): Outcome {
  return { name: step.name, state: 'skipped', seconds: 0, passed: 0, failed: 0 };
}

async function run(step: Step): Promise<Outcome> {
  const startedMs = performance.now();
  const { code, text } = await spawned(step);
  const seconds = (performance.now() - startedMs) / 1000;
  const count = (word: string): number =>
    [...text.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
  const passed = step.isTest === true ? count('pass') : 0;
  const failedTests = step.isTest === true ? count('fail') + count('cancelled') : 0;
  const isOk = code === 0 && failedTests === 0;
  if (!isOk && !options.verbose) console.log(relevant(text, step));
  return {
    name: step.name,
    state: isOk ? 'ok' : 'FAILED',
    seconds,
    passed,
    // A step that breaks before it counts anything has failed all the same.
    failed: isOk ? 0 : Math.max(failedTests, 1),
  };
}

/** Of a test run only the failures; of others all, up to a length that a log can bear. */
function relevant(text: string, step: Step): string {
  const failures = step.isTest === true ? text.indexOf('✖ failing tests:') : -1;
  const shown = failures === -1 ? text : text.slice(failures);
  const charactersMax = 20_000;
  return shown.length <= charactersMax ? shown : `${shown.slice(0, charactersMax)}\n[cut]`;
}

async function spawned(step: Step): Promise<{ code: number; text: string }> {
  const program = step.arguments[0] ?? '';
  if (program.startsWith(root) && !existsSync(program)) {
    return { code: 1, text: `${program} is not installed; run npm install` };
  }
  const child = spawn(process.execPath, [...step.arguments], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...step.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    if (options.verbose) process.stdout.write(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const limit = setTimeout(() => {
    text += `\nstopped after ${stepMsMax / 60_000} minutes\n`;
    child.kill('SIGKILL');
  }, stepMsMax);
  const code = await new Promise<number>((resolve) => {
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  clearTimeout(limit);
  return { code, text };
}

function summarise(): void {
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const unhappy = outcomes.filter(({ state }) => state !== 'ok');
  console.log(`\n${outcomes.length} steps in ${sum(({ seconds }) => seconds).toFixed(0)} s`);
  for (const { name, state } of unhappy) console.log(`${state}: ${name}`);
  console.log(`${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`);
  process.exitCode = unhappy.length === 0 ? 0 : 1;
}
