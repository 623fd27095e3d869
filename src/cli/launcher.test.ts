import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { on, once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

/*
 * The programs of bin/ are tried on a small project of their own, with an npm that only
 * notes what it was asked for and puts a pinned Node in place.
 */

const bin = join(import.meta.dirname, '../../bin');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'belay-launcher-')));
after(() => rmSync(base, { recursive: true }));
let root: string;

const npm = `
  const fs = require('fs');
  const command = process.argv.slice(2).join(' ');
  fs.appendFileSync('npm.log', command + '\\n');
  if (fs.existsSync('refuse-ci') && command.startsWith('ci')) process.exit(1);
  fs.mkdirSync('node_modules/node-${process.platform}-${process.arch}/bin', { recursive: true });
  const node = 'node_modules/node-${process.platform}-${process.arch}/bin/node';
  if (!fs.existsSync(node)) fs.symlinkSync(${JSON.stringify(process.execPath)}, node);
`;

beforeEach(() => {
  root = mkdtempSync(join(base, 'project-'));
  cpSync(bin, join(root, 'bin'), { recursive: true });
  put('package.json', '{"type":"module"}');
  put(
    'package-lock.json',
    '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"},"node_modules/tool":{"version":"1.0.0","dev":true},"node_modules/elsewhere":{"version":"1.0.0","optional":true}}}',
  );
  put('npm-cli.cjs', npm);
  put(
    'src/cli/main.ts',
    'const args: string[] = process.argv.slice(2);\nconsole.log("main", ...args);\nprocess.exitCode = args.length;',
  );
  put('src/web/page.ts', 'one');
  put('tools/build.ts', 'console.log("build", ...process.argv.slice(2));');
  put('tools/check.ts', 'console.log("check", process.env.PATH?.split(":")[0]);');
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(
  program: string,
  ...args: string[]
): { code: number | null; lines: string[]; err: string } {
  const done = spawnSync(process.execPath, [join(root, 'bin', program), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', npm_execpath: join(root, 'npm-cli.cjs') },
  });
  return { code: done.status, lines: done.stdout.trim().split('\n'), err: done.stderr };
}

function npmCalls(): string[] {
  const log = join(root, 'npm.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
}

test('a fresh clone is installed once, without the tools, and then runs with its arguments', () => {
  assert.deepEqual(run('belay.js', 'doctor', '--all'), {
    code: 2,
    lines: [
      'Installing packages (only the first time and after an update).',
      'Packages installed.',
      'main doctor --all',
    ],
    err: '',
  });
  assert.deepEqual(run('belay.js', 'doctor').lines, ['main doctor']);
  assert.deepEqual(npmCalls(), ['ci --omit=dev']);
});

test('another lock file means another installation', () => {
  run('belay.js', 'doctor');
  put('package-lock.json', '{"packages":{"":{},"node_modules/a":{"version":"2.0.0"}}}');
  run('belay.js', 'doctor');
  assert.equal(npmCalls().length, 2);
});

test('tests want the tools, whatever NODE_ENV says', () => {
  run('belay.js', 'doctor');
  const { lines } = run('test.js');
  assert.match(lines.at(-1) ?? '', /^check .*node_modules\/node-[a-z0-9-]+\/bin$/);
  assert.deepEqual(npmCalls(), ['ci --omit=dev', 'ci --include=dev']);
  run('belay.js', 'doctor');
  assert.equal(npmCalls().length, 2, 'having more than needed is fine');
});

test('what npm installed by hand is recognised', () => {
  run('belay.js', 'doctor');
  rmSync(join(root, 'node_modules/.belay-installed'));
  put('node_modules/.package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}');
  run('belay.js', 'doctor');
  assert.equal(npmCalls().length, 1);
  run('test.js');
  assert.equal(npmCalls().length, 2, 'the tool is missing');
  rmSync(join(root, 'node_modules/.belay-installed'));
  put('node_modules/.package-lock.json', '{"packages":{"node_modules/a":{"version":"0.9.0"}}}');
  run('belay.js', 'doctor');
  assert.equal(npmCalls().length, 3, 'the version is another');
});

test('when npm ci refuses the lock file, npm install does it', () => {
  put('refuse-ci', '');
  assert.equal(run('belay.js', 'doctor').code, 1);
  assert.deepEqual(npmCalls(), ['ci --omit=dev', 'install --no-save --omit=dev']);
});

test('with --json, progress stays off standard output', () => {
  const { lines, err } = run('belay.js', 'doctor', '--json');
  assert.deepEqual(lines, ['main doctor --json']);
  assert.match(err, /^Installing packages/);
});

test('start builds the pages when they are missing or a source has changed', () => {
  const builds = (): number =>
    run('belay.js', 'start').lines.filter((line) => line === 'build --if-needed').length;
  assert.equal(builds(), 1);
  assert.equal(builds(), 0);
  put('src/web/page.ts', 'two');
  assert.equal(builds(), 1);
  put('src/web/page.test.ts', 'a test is no source');
  assert.equal(builds(), 0);
  rmSync(join(root, 'dist'), { recursive: true });
  assert.equal(builds(), 1);
  rmSync(join(root, 'dist'), { recursive: true });
  assert.equal(run('belay.js', 'start', '--help').lines.includes('build --if-needed'), false);
});

test('a build that fails is said, and nothing starts', () => {
  put('tools/build.ts', 'process.exitCode = 3;');
  const { code, lines, err } = run('belay.js', 'start');
  assert.equal(code, 1);
  assert.match(err, /could not be built/);
  assert.ok(!lines.some((line) => line.startsWith('main')));
});

test('node24 runs a file, and says how it is used', () => {
  assert.deepEqual(run('node24.js', 'tools/build.ts', 'x').lines.at(-1), 'build x');
  assert.match(run('node24.js').err, /Usage: node bin\/node24\.js FILE/);
});

test('signals are passed on, and the exit code comes back', async () => {
  put(
    'src/cli/main.ts',
    'process.on("SIGTERM", () => process.exit(42));\nconsole.log("up");\nsetInterval(() => {}, 1000);',
  );
  run('test.js');
  const launcher = spawn(process.execPath, [join(root, 'bin/belay.js'), 'x'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(launcher.stdout, 'data');
  launcher.kill('SIGTERM');
  assert.deepEqual(await once(launcher, 'exit'), [42, null]);
});

for (const kind of ['itself', 'another Node'] as const) {
  test(`when npm ends, what it started stops in order (as ${kind})`, async () => {
    run('belay.js', 'doctor');
    // Without a pinned Node the launcher does not hand over: it becomes the program.
    if (kind === 'itself') {
      rmSync(join(root, `node_modules/node-${process.platform}-${process.arch}`), {
        recursive: true,
      });
    }
    put(
      'src/cli/main.ts',
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => { writeFileSync('stopped', ''); process.exit(0); });
       console.log('running');
       setInterval(() => {}, 1000);`,
    );
    // As npm does it: a shell that waits and passes no signal on.
    const script = `"${process.execPath}" bin/belay.js start; true`;
    const shell = spawn('sh', ['-c', script], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The pipe ends when the last process that holds it has: the shell, the launcher, the program.
    const ended = once(shell.stdout, 'end');
    for await (const chunk of on(shell.stdout, 'data')) if (/^running$/m.test(String(chunk))) break;
    shell.kill('SIGTERM');
    await ended;
    assert.ok(existsSync(join(root, 'stopped')), 'by a signal that it could act on');
  });
}

test('a process that dies of a signal is seen to die of it', async () => {
  put('src/cli/main.ts', 'process.kill(process.pid, "SIGKILL");');
  run('test.js');
  const launcher = spawn(process.execPath, [join(root, 'bin/belay.js'), 'x'], { cwd: root });
  assert.deepEqual(await once(launcher, 'exit'), [null, 'SIGKILL']);
});

test('without a pinned Node for the machine, the present one serves when it is new enough', () => {
  put('npm-cli.cjs', 'require("fs").mkdirSync("node_modules", { recursive: true });');
  assert.equal(run('belay.js', 'doctor').lines.at(-1), 'main doctor');
});

test('the launcher uses nothing that Node 14 cannot read', () => {
  for (const name of readdirSync(bin)) {
    const source = readFileSync(join(bin, name), 'utf8');
    assert.doesNotMatch(
      source,
      /from 'node:|\?\?=|\|\|=|&&=|^await |\.at\(|replaceAll|hasOwn|static \{|#[a-z]+\b(?=[;( ]=)/m,
      name,
    );
  }
});

test('a link to the launcher works from anywhere', () => {
  run('belay.js', 'doctor');
  symlinkSync(join(root, 'bin/belay.js'), join(root, 'belay'));
  const done = spawnSync(process.execPath, [join(root, 'belay'), 'doctor'], {
    cwd: '/',
    encoding: 'utf8',
  });
  assert.equal(done.stdout, 'main doctor\n');
});
