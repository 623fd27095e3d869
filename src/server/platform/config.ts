import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import {
  bracketed,
  editDistance,
  isLoopback,
  isNetwork,
  quote,
  readFlag,
  readPort,
  readUrl,
  type Report as ReportOf,
} from './config-values.ts';
import { isCrashPoint, type CrashPointPassage } from './crash-point.ts';
import { logLevels, type LogLevel } from './log.ts';
import { keepSecret, secretLengthMin } from './secret.ts';

export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly dataFolder: string }
  | {
      readonly kind: 'external';
      /** Reaches PostgreSQL itself; LISTEN and migrations go here. */
      readonly url: string;
      /** When given, all other queries go through PgBouncer, without named statements. */
      readonly pgbouncerUrl: string | null;
    };

export type FilesConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly url: string };

/** Everything that the environment decides, checked. Docs: docs/operate/configuration.md. */
export type Config = {
  readonly database: DatabaseConfig;
  readonly dataFolder: string;
  readonly host: string;
  /** 0 lets the system choose, which tests use. */
  readonly port: number;
  /** Where people reach Belay, without a slash at the end. */
  readonly baseUrl: string;
  /** At least 32 characters; keys for signing and encryption derive from it. */
  readonly secret: string;
  readonly files: FilesConfig;
  readonly smtpUrl: string | null;
  /** `host` or `host:port` that webhooks may reach although they are private or plain HTTP. */
  readonly outboundHosts: readonly string[];
  /** Addresses and networks of reverse proxies on other machines. */
  readonly trustedProxies: readonly string[];
  /** Null: no metrics are served. */
  readonly metricsPort: number | null;
  readonly logLevel: LogLevel;
  readonly testMode: boolean;
  /** Test mode only: where the process kills itself, and at which passage. */
  readonly crashAt: CrashPointPassage | null;
};

/** Says everything that is wrong with the environment at once, one sentence a problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Every name that Belay reads, with what it means; `belay doctor` and the docs show these. */
export const configNames = {
  BELAY_DATABASE_URL: 'address of a PostgreSQL 15 or newer; absent: the embedded one',
  BELAY_PGBOUNCER: 'address of PgBouncer in front of it, in transaction mode',
  BELAY_DATA_DIR: 'folder for everything Belay keeps (./data)',
  BELAY_HOST: 'address to listen on (127.0.0.1)',
  BELAY_PORT: 'port to listen on (7300)',
  BELAY_BASE_URL: 'where people reach Belay (http://localhost:7300)',
  BELAY_SECRET: 'at least 32 characters; absent: generated and kept in the data folder',
  BELAY_FILES: 'folder for attachments, or s3:// (<data>/files)',
  BELAY_SMTP_URL: 'mail server for invitations and notices, smtp:// or smtps://',
  BELAY_OUTBOUND_HOSTS: 'private hosts that webhooks may call, as hooks.lan, 10.0.0.5:8080',
  BELAY_TRUSTED_PROXIES: 'reverse proxies on other machines, as 10.0.0.2, 172.16.0.0/12',
  BELAY_METRICS_PORT: 'port for /metrics; absent: not served',
  BELAY_LOG_LEVEL: `one of ${logLevels.join(', ')} (info)`,
  BELAY_TEST_MODE: '1 lets tests drive the clock; refused in production',
  BELAY_CRASH_AT: 'test mode only: a crash point and a passage, as intake.after_commit:3',
} as const;

type Name = keyof typeof configNames;
type Report = ReportOf<Name>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. Makes the data folder, and the secret in it when none
 * is given (unless `writes` is false). Throws a ConfigError that lists every problem, each
 * with the name, what is wrong with its value, and the remedy.
 */
export function loadConfig(
  environment: Environment,
  options: { cwd?: string; writes?: boolean } = {},
): Config {
  const cwd = options.cwd ?? process.cwd();
  const problems: string[] = findUnknownNames(environment);
  const report: Report = (name, problem, remedy) => {
    problems.push(`${name} ${problem}. ${remedy}`);
  };
  const value = (name: Name): string | null => environment[name]?.trim() || null;

  const dataFolder = resolve(cwd, value('BELAY_DATA_DIR') ?? 'data');
  const host = value('BELAY_HOST') ?? '127.0.0.1';
  if (/[\s/:]/.test(host) && isIP(host) === 0) {
    report(
      'BELAY_HOST',
      `is ${quote(host)}, which is no address`,
      'Give an IP address or a host name, without port.',
    );
  }
  const port = readPort('BELAY_PORT', value('BELAY_PORT'), report) ?? 7300;
  const testMode = readFlag('BELAY_TEST_MODE', value('BELAY_TEST_MODE'), report);
  if (testMode) checkTestMode(environment, host, report);
  const config = {
    dataFolder,
    host,
    port,
    testMode,
    database: readDatabase(
      value('BELAY_DATABASE_URL'),
      value('BELAY_PGBOUNCER'),
      dataFolder,
      report,
    ),
    baseUrl: readBaseUrl(value('BELAY_BASE_URL'), host, port, report),
    files: readFiles(value('BELAY_FILES'), cwd, dataFolder, report),
    smtpUrl: readUrl('BELAY_SMTP_URL', value('BELAY_SMTP_URL'), ['smtp:', 'smtps:'], report),
    outboundHosts: readHosts(value('BELAY_OUTBOUND_HOSTS'), testMode, report),
    trustedProxies: readNetworks(value('BELAY_TRUSTED_PROXIES'), report),
    metricsPort: readPort('BELAY_METRICS_PORT', value('BELAY_METRICS_PORT'), report),
    logLevel: readLogLevel(value('BELAY_LOG_LEVEL'), report),
    crashAt: readCrashAt(value('BELAY_CRASH_AT'), testMode, report),
  };
  const givenSecret = value('BELAY_SECRET');
  if (givenSecret !== null && givenSecret.length < secretLengthMin) {
    report(
      'BELAY_SECRET',
      `has ${givenSecret.length} characters`,
      `Give at least ${secretLengthMin}, for instance from: openssl rand -hex 32`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const secret = givenSecret ?? keepSecret(dataFolder, options.writes ?? true);
  if (secret !== null) return { ...config, secret };
  throw new ConfigError([
    `BELAY_SECRET is not set, and ${join(dataFolder, 'secret')} does not hold a whole one. Restore that file from a backup, or delete it to have a new one made (everybody signs in again).`,
  ]);
}

function findUnknownNames(environment: Environment): string[] {
  const known = Object.keys(configNames);
  return Object.keys(environment)
    .filter((name) => name.startsWith('BELAY_') && !known.includes(name))
    .sort()
    .map((name) => {
      const [nearest] = known
        .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
        .sort((a, b) => a.distance - b.distance);
      return nearest !== undefined && nearest.distance <= 4
        ? `${name} is no setting of Belay. Did you mean ${nearest.candidate}?`
        : `${name} is no setting of Belay. Remove it; the names are: ${known.join(', ')}.`;
    });
}

function readDatabase(
  url: string | null,
  pgbouncer: string | null,
  dataFolder: string,
  report: Report,
): DatabaseConfig {
  if (url === null) {
    if (pgbouncer !== null) {
      report(
        'BELAY_PGBOUNCER',
        'is set without BELAY_DATABASE_URL',
        'Set BELAY_DATABASE_URL to the PostgreSQL behind it.',
      );
    }
    return { kind: 'embedded', dataFolder };
  }
  const schemes = ['postgres:', 'postgresql:'];
  return {
    kind: 'external',
    url: readUrl('BELAY_DATABASE_URL', url, schemes, report) ?? '',
    pgbouncerUrl: readUrl('BELAY_PGBOUNCER', pgbouncer, schemes, report),
  };
}

function readBaseUrl(text: string | null, host: string, port: number, report: Report): string {
  if (text === null) return `http://${isLoopback(host) ? 'localhost' : bracketed(host)}:${port}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '';
  if (!isPlain) {
    report(
      'BELAY_BASE_URL',
      `is ${quote(text)}, which is no plain web address`,
      'Write it like https://support.example.com, without a path.',
    );
    return text;
  }
  return url.origin;
}

function readFiles(
  text: string | null,
  cwd: string,
  dataFolder: string,
  report: Report,
): FilesConfig {
  if (text === null) return { kind: 'folder', folder: join(dataFolder, 'files') };
  if (text.startsWith('s3://')) {
    return { kind: 's3', url: readUrl('BELAY_FILES', text, ['s3:'], report) ?? '' };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    report(
      'BELAY_FILES',
      `is ${quote(text.split('://')[0] ?? '')}://…, which Belay cannot keep files in`,
      'Give a folder, or s3://key:secret@host/bucket.',
    );
  }
  return { kind: 'folder', folder: resolve(cwd, text) };
}

/** In test mode the loopback may be called too: what a test listens on is nowhere else. */
function readHosts(text: string | null, testMode: boolean, report: Report): readonly string[] {
  const hosts = (text ?? '').split(',').map((host) => host.trim().toLowerCase());
  const given = hosts.filter((host) => host !== '');
  for (const host of given) {
    if (URL.canParse(`http://${host}`) && new URL(`http://${host}/`).host === host) continue;
    report(
      'BELAY_OUTBOUND_HOSTS',
      `names ${quote(host)}, which is no host`,
      'Write hosts with or without a port, separated by commas: hooks.lan, 10.0.0.5:8080.',
    );
  }
  return testMode ? [...given, '127.0.0.1', 'localhost'] : given;
}

/** Whoever stands in one of these may say for whom it asks, so that none is believed by mistake. */
function readNetworks(text: string | null, report: Report): readonly string[] {
  const given = (text ?? '').split(',').map((network) => network.trim());
  const networks = given.filter((network) => network !== '');
  for (const network of networks) {
    if (isNetwork(network)) continue;
    report(
      'BELAY_TRUSTED_PROXIES',
      `names ${quote(network)}, which is no address or network`,
      'Write IP addresses or networks, separated by commas: 10.0.0.2, 172.16.0.0/12.',
    );
  }
  return networks;
}

function readLogLevel(text: string | null, report: Report): LogLevel {
  const level = logLevels.find((known) => known === (text ?? 'info'));
  if (level !== undefined) return level;
  report('BELAY_LOG_LEVEL', `is ${quote(text ?? '')}`, `Give one of ${logLevels.join(', ')}.`);
  return 'info';
}

function checkTestMode(environment: Environment, host: string, report: Report): void {
  if (environment['NODE_ENV'] === 'production') {
    report(
      'BELAY_TEST_MODE',
      'is on while NODE_ENV is production',
      'Remove one of the two: test mode lets anybody move the clock.',
    );
  }
  if (!isLoopback(host)) {
    report(
      'BELAY_TEST_MODE',
      `is on while BELAY_HOST is ${quote(host)}`,
      'Listen on 127.0.0.1 in test mode: it lets anybody move the clock.',
    );
  }
}

function readCrashAt(
  text: string | null,
  testMode: boolean,
  report: Report,
): CrashPointPassage | null {
  if (text === null) return null;
  const [name = '', passage = '1'] = text.split(':');
  if (!testMode) {
    report('BELAY_CRASH_AT', 'is set outside test mode', 'Remove it, or set BELAY_TEST_MODE=1.');
  } else if (!isCrashPoint(name)) {
    report(
      'BELAY_CRASH_AT',
      `names ${quote(name)}, which is no crash point`,
      'The list is in src/server/platform/crash-point.ts.',
    );
  } else if (!/^[1-9]\d*$/.test(passage)) {
    report(
      'BELAY_CRASH_AT',
      `has the passage ${quote(passage)}`,
      'Write it like intake.after_commit:3.',
    );
  } else {
    return { name, passage: Number(passage) };
  }
  return null;
}
