/*
 * What the programs in this folder share. It runs on whatever Node the machine has, so it is
 * plain JavaScript that Node 14 reads, with no package. It installs what is missing, and
 * hands over to the Node that package.json pins.
 */
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'fs';
import { delimiter, dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The lowest Node that runs Belay, where no pinned one exists for the machine (macOS). */
const nodeMajorMin = 24;

const installStamp = join(root, 'node_modules', '.belay-installed');
const buildStamp = join(root, 'dist', '.belay-built');

/** Who started us, read before anything else can end it. */
const parent = process.ppid;
const parentLookMs = 500;

/** Progress goes to standard output, except where that must hold nothing but JSON. */
function say(line) {
  const stream = process.argv.includes('--json') ? process.stderr : process.stdout;
  stream.write(`${line}\n`);
}

/** Ends with one sentence for the person in front of the screen. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Installs the packages of the lock file unless they are there. `dev` adds the tools. */
export function ensureInstalled(options) {
  if (isInstalled(options.dev)) return;
  refuseLink();
  say('Installing packages (only the first time and after an update).');
  const kind = options.dev ? '--include=dev' : '--omit=dev';
  // npm ci refuses a lock file from which another npm dropped the packages of other systems.
  const succeeded = npm(['ci', kind]) || npm(['install', '--no-save', kind]);
  if (!succeeded) giveUp('npm could not install the packages; its message stands above.');
  writeFileSync(installStamp, stampOf(options.dev));
  say('Packages installed.');
}

/** npm empties the folder first, and through a link that is the folder of another checkout. */
function refuseLink() {
  const folder = join(root, 'node_modules');
  if (!existsSync(folder) || !lstatSync(folder).isSymbolicLink()) return;
  giveUp('node_modules is a link to other packages than package-lock.json names. Remove the link.');
}

function isInstalled(dev) {
  if (existsSync(installStamp)) {
    const stamp = readFileSync(installStamp, 'utf8');
    if (stamp === stampOf(true) || (!dev && stamp === stampOf(false))) return true;
  }
  return isInstalledByHand(dev);
}

function stampOf(dev) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform}-${process.arch} ${dev ? 'all' : 'without tools'}\n`;
}

/** Whether npm's own record of what it installed holds every package of the lock file. */
function isInstalledByHand(dev) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    const entry = wanted[path];
    if (path === '' || (entry.dev && !dev)) return true;
    const found = installed[path];
    if (found === undefined) return Boolean(entry.optional || entry.devOptional);
    return found.version === entry.version;
  });
}

function npm(args) {
  // Under `npm start` npm says where it lies; a shell finds npm.cmd on Windows.
  const path = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', process.argv.includes('--json') ? 2 : 1, 2] };
  const run =
    path !== undefined && /npm-cli\.c?js$/.test(path)
      ? spawnSync(process.execPath, [path].concat(args), options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.error !== undefined && run.error.code === 'ENOENT') {
    giveUp('npm is not installed. Install Node.js with npm, version 18 or newer.');
  }
  return run.status === 0;
}

/** The Node that package.json pins for this machine, or the present one when that will do. */
function findNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin');
  const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= nodeMajorMin) return process.execPath;
  return giveUp(
    `Belay needs Node.js ${nodeMajorMin} on this system (${system} on ${process.arch}), and this is ${process.version}. Install it from https://nodejs.org.`,
  );
}

/**
 * Builds the pages of the desk and the widget when they are missing or when a
 * source has changed since. Compares contents: a fresh clone has no useful file times.
 */
export function ensureBuilt() {
  const wanted = hashSources();
  if (existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === wanted) return;
  say('Building the pages (only the first time and after an update).');
  const build = spawnSync(findNode(), [join(root, 'tools', 'build.ts'), '--if-needed'], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', process.argv.includes('--json') ? 2 : 1, 2],
  });
  if (build.status !== 0) giveUp('The pages could not be built; the reason stands above.');
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
  say('Pages built.');
}

function hashSources() {
  const hash = createHash('sha256');
  const parts = ['web', 'portal', 'widget', 'contract', 'domain', 'locales'];
  for (const part of parts) hashInto(hash, join(root, 'src', part));
  const files = ['package-lock.json', 'tools/build.ts', 'tools/browser-build.ts'];
  for (const file of files) hashInto(hash, join(root, file));
  return `${hash.digest('hex')}\n`;
}

function hashInto(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) hashInto(hash, join(path, name));
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
}

/** Tools that a program starts by name must meet the same Node. */
function environment() {
  const path = `${dirname(findNode())}${delimiter}${process.env.PATH || ''}`;
  return { ...process.env, PATH: path };
}

/**
 * Under `npm start` a signal for npm ends npm and its shell, which pass nothing on, and this
 * process would go on with nobody to stop it. When who started it is gone it stops as if it had
 * been asked itself. Only under npm: otherwise outliving a parent is what the person wanted.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, parentLookMs);
  look.unref();
}

/**
 * Runs a TypeScript file under the pinned Node and becomes it as far as anybody can tell:
 * same terminal, signals passed on, same exit code. When this process is killed outright the
 * other sees its channel close and ends as well (src/cli/main.ts).
 */
export function hand(file, args) {
  const node = findNode();
  const child = spawn(node, [file].concat(args), {
    env: environment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  endWithNpm();
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => giveUp(`${node} cannot be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    for (const known of signals) process.removeAllListeners(known);
    if (signal === null) process.exit(code);
    process.kill(process.pid, signal);
  });
}

/** The same without a second process, where this one runs the pinned Node already. */
export function become(file, args) {
  if (findNode() !== process.execPath) return hand(file, args);
  endWithNpm();
  process.env.PATH = environment().PATH;
  process.argv = [process.argv[0], file].concat(args);
  return import(pathToFileURL(file).href);
}
