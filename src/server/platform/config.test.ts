import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigError, configNames, loadConfig } from './config.ts';

const cwd = mkdtempSync(join(tmpdir(), 'belay-config-'));
after(() => rmSync(cwd, { recursive: true }));
const secret = 'x'.repeat(32);

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment, { cwd });
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

test('an empty environment gives the documented defaults', () => {
  const config = loadConfig({}, { cwd });
  assert.deepEqual(
    { ...config, secret: null },
    {
      database: { kind: 'embedded', dataFolder: join(cwd, 'data') },
      dataFolder: join(cwd, 'data'),
      host: '127.0.0.1',
      port: 7300,
      baseUrl: 'http://localhost:7300',
      files: { kind: 'folder', folder: join(cwd, 'data/files') },
      smtpUrl: null,
      outboundHosts: [],
      trustedProxies: [],
      metricsPort: null,
      logLevel: 'info',
      testMode: false,
      crashAt: null,
      secret: null,
    },
  );
});

test('the secret is made once, kept for the owner only, and read again', () => {
  const first = loadConfig({}, { cwd });
  const second = loadConfig({}, { cwd });
  assert.equal(first.secret, second.secret);
  assert.match(first.secret, /^[0-9a-f]{64}$/);
  const path = join(cwd, 'data/secret');
  assert.equal(readFileSync(path, 'utf8'), first.secret);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a secret file that was cut short is refused, not used', () => {
  const folder = join(cwd, 'cut');
  loadConfig({ BELAY_DATA_DIR: folder }, { cwd });
  writeFileSync(join(folder, 'secret'), 'abc');
  assert.match(
    problemsOf({ BELAY_DATA_DIR: folder })[0] ?? '',
    /^BELAY_SECRET is not set, and .*cut/,
  );
});

test('every given value is read', () => {
  const config = loadConfig(
    {
      BELAY_DATABASE_URL: 'postgres:///belay?host=/run/postgresql',
      BELAY_PGBOUNCER: 'postgres://belay:p@bouncer:6432/belay',
      BELAY_DATA_DIR: '/srv/belay',
      BELAY_HOST: '::1',
      BELAY_PORT: '0',
      BELAY_BASE_URL: 'https://support.example.com/',
      BELAY_SECRET: secret,
      BELAY_FILES: 's3://key:secret@minio:9000/belay',
      BELAY_SMTP_URL: 'smtp://mail.example.com:587',
      BELAY_OUTBOUND_HOSTS: 'hooks.lan, 10.0.0.5:8080',
      BELAY_TRUSTED_PROXIES: '10.0.0.2, fd00::/8',
      BELAY_METRICS_PORT: '9100',
      BELAY_LOG_LEVEL: 'debug',
      BELAY_TEST_MODE: '1',
      BELAY_CRASH_AT: 'intake.after_commit:3',
      PATH: '/usr/bin',
    },
    { cwd },
  );
  assert.deepEqual(config, {
    database: {
      kind: 'external',
      url: 'postgres:///belay?host=/run/postgresql',
      pgbouncerUrl: 'postgres://belay:p@bouncer:6432/belay',
    },
    dataFolder: '/srv/belay',
    host: '::1',
    port: 0,
    baseUrl: 'https://support.example.com',
    secret,
    files: { kind: 's3', url: 's3://key:secret@minio:9000/belay' },
    smtpUrl: 'smtp://mail.example.com:587',
    outboundHosts: ['hooks.lan', '10.0.0.5:8080', '127.0.0.1', 'localhost'],
    trustedProxies: ['10.0.0.2', 'fd00::/8'],
    metricsPort: 9100,
    logLevel: 'debug',
    testMode: true,
    crashAt: { name: 'intake.after_commit', passage: 3 },
  });
});

test('a proxy is named by its address or network, and never everybody', () => {
  for (const text of ['proxy.lan', '10.0.0.2, everyone', '0.0.0.0/0', '10.0.0.0/33', '::/0']) {
    assert.match(problemsOf({ BELAY_TRUSTED_PROXIES: text })[0] ?? '', /no address or network/);
  }
  assert.deepEqual(problemsOf({ BELAY_TRUSTED_PROXIES: '10.0.0.2, 172.16.0.0/12, ::1' }), []);
});

test('an unknown name is an error with a suggestion', () => {
  assert.deepEqual(problemsOf({ BELAY_DATABSE_URL: 'x' }), [
    'BELAY_DATABSE_URL is no setting of Belay. Did you mean BELAY_DATABASE_URL?',
  ]);
  assert.match(
    problemsOf({ BELAY_SOMETHING_ELSE: 'x' })[0] ?? '',
    /Remove it; the names are: BELAY_/,
  );
});

test('all problems come at once, each with the name and a remedy', () => {
  const problems = problemsOf({
    BELAY_PORT: '73OO',
    BELAY_BASE_URL: 'support.example.com',
    BELAY_SECRET: 'short',
    BELAY_LOG_LEVEL: 'loud',
    BELAY_METRICS_PORT: '70000',
    BELAY_DATABASE_URL: 'mysql://root:hunter2@host/belay',
    BELAY_SMTP_URL: 'mail.example.com',
    BELAY_FILES: 'ftp://host/x',
    BELAY_HOST: 'a b',
    BELAY_TEST_MODE: 'maybe',
    BELAY_CRASH_AT: 'somewhere',
    BELAY_OUTBOUND_HOSTS: 'https://hooks.lan/',
  });
  assert.equal(problems.length, 12);
  for (const problem of problems) assert.match(problem, /^BELAY_[A-Z_]+ .+\. .+[.0-9a-z]$/);
  assert.ok(!problems.join().includes('hunter2'), 'passwords are never repeated');
});

test('test mode is refused in production and away from the loopback', () => {
  assert.match(problemsOf({ BELAY_TEST_MODE: '1', NODE_ENV: 'production' })[0] ?? '', /production/);
  assert.match(
    problemsOf({ BELAY_TEST_MODE: '1', BELAY_HOST: '0.0.0.0' })[0] ?? '',
    /127\.0\.0\.1/,
  );
  assert.match(problemsOf({ BELAY_CRASH_AT: 'intake.after_commit' })[0] ?? '', /outside test mode/);
});

test('PgBouncer needs the server behind it', () => {
  assert.match(problemsOf({ BELAY_PGBOUNCER: 'postgres://b/x' })[0] ?? '', /BELAY_DATABASE_URL/);
});

test('an empty value counts as absent', () => {
  assert.equal(loadConfig({ BELAY_PORT: '', BELAY_SMTP_URL: ' ' }, { cwd }).port, 7300);
});

test('every name is documented', () => {
  const docs = readFileSync(
    new URL('../../../docs/operate/configuration.md', import.meta.url),
    'utf8',
  );
  for (const name of Object.keys(configNames)) assert.ok(docs.includes(name), name);
});
