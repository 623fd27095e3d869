import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { ImapSettings } from '#server/channels/mail/imap-connection.ts';

export type DeliverOptions = { readonly receivedAt?: Date; readonly isSeen?: boolean };

/** A real IMAP server with one user and an own folder, for as long as a test runs. */
export type ImapHarness = {
  readonly settings: ImapSettings;
  readonly deliver: (raw: Buffer | string, options?: DeliverOptions) => Promise<void>;
  /** Delivers many over one connection. */
  readonly deliverAll: (mails: readonly (Buffer | string)[]) => Promise<void>;
  /** Uids in the inbox and whether each is marked as seen. */
  readonly list: () => Promise<{ readonly uid: number; readonly isSeen: boolean }[]>;
  /** Deletes all mail. Uids go on where they were. */
  readonly empty: () => Promise<void>;
  /** Ends all connections and answers no new ones until `resume`. */
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Gives the inbox another UIDVALIDITY with all its mail still in it. */
  readonly renumber: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find(
  (path) => existsSync(path),
);

/** Whether Dovecot is installed (Debian: `dovecot-imapd`). */
export function isDovecotAvailable(): boolean {
  return binary !== undefined;
}

const user = 'support@example.test';
const password = 'only-for-this-test';

/** Starts Dovecot on a free port, as an unprivileged user also when root runs the tests. */
export async function startDovecot(): Promise<ImapHarness> {
  if (binary === undefined) throw new Error('Dovecot is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'belay-dovecot-'));
  const owner = unprivileged();
  for (const name of ['run', 'state', 'home']) mkdirSync(join(folder, name));
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configuration({ folder, port, owner }));
  for (const name of ['', 'run', 'state', 'home', 'dovecot.conf']) {
    if (owner.isOther) chownSync(join(folder, name), owner.uid, owner.gid);
  }
  const settings: ImapSettings = { host: '127.0.0.1', port, security: 'none', user, password };
  // Above what Dovecot makes from the clock by itself.
  let numbering = 3_000_000_000;
  let child = await run({ folder, port, owner });
  const append = async (mails: readonly (Buffer | string)[], options: DeliverOptions = {}) =>
    withClient(settings, async (client) => {
      const flags = options.isSeen === true ? ['\\Seen'] : [];
      for (const raw of mails) {
        await client.append('INBOX', Buffer.from(raw), flags, options.receivedAt);
      }
    });
  const pause = () => end(child);
  const resume = async () => {
    child = await run({ folder, port, owner });
  };
  return {
    settings,
    deliver: (raw, options) => append([raw], options),
    deliverAll: (mails) => append(mails),
    list: () => withClient(settings, listInbox),
    empty: () => withClient(settings, emptyInbox),
    pause,
    resume,
    async renumber() {
      await pause();
      const box = join(folder, 'home', user, 'Maildir');
      for (const name of readdirSync(box)) {
        if (name.startsWith('dovecot')) rmSync(join(box, name));
      }
      numbering += 1;
      const list = join(box, 'dovecot-uidlist');
      writeFileSync(list, `3 V${numbering} N1 G${randomBytes(16).toString('hex')}\n`);
      if (owner.isOther) chownSync(list, owner.uid, owner.gid);
      await resume();
    },
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Owner = {
  readonly name: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
  readonly isOther: boolean;
};

/** Dovecot refuses to serve root's mail, so root lends it the identity of nobody. */
function unprivileged(): Owner {
  const self = userInfo();
  const isOther = self.uid === 0;
  const [name = '', , uid = '', gid = ''] = isOther
    ? entry('/etc/passwd', ([first]) => first === 'nobody')
    : [self.username, '', String(self.uid), String(self.gid)];
  const [group = name] = entry('/etc/group', ([, , id]) => id === gid);
  return { name, group, uid: Number(uid), gid: Number(gid), isOther };
}

function entry(file: string, fits: (fields: string[]) => boolean): string[] {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  return rows.find(fits) ?? [];
}

function configuration(part: { folder: string; port: number; owner: Owner }): string {
  const { folder, port, owner } = part;
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/run/dovecot.log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${owner.name}
default_internal_group = ${owner.group}
default_login_user = ${owner.name}
default_vsz_limit = 512M
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
maildir_very_dirty_syncs = no
auth_mechanisms = plain login
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

async function run(part: { folder: string; port: number; owner: Owner }): Promise<ChildProcess> {
  const identity = part.owner.isOther ? { uid: part.owner.uid, gid: part.owner.gid } : {};
  const child = spawn(binary ?? '', ['-F', '-c', join(part.folder, 'dovecot.conf')], {
    ...identity,
    cwd: part.folder,
    // Its own process group, because the processes of open sessions outlive the master.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Dovecot ended: ${said} ${logOf(part.folder)}`);
    if (await accepts(part.port)) return child;
    await wait(50);
  }
  child.kill('SIGKILL');
  throw new Error(`Dovecot does not answer: ${said} ${logOf(part.folder)}`);
}

function logOf(folder: string): string {
  const path = join(folder, 'run', 'dovecot.log');
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-2000) : '';
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  child.kill('SIGTERM');
  await exited;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of the group are gone already.
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function withClient<T>(
  settings: ImapSettings,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: false,
    auth: { user, pass: password },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

async function emptyInbox(client: ImapFlow): Promise<void> {
  const mailbox = await client.mailboxOpen('INBOX');
  if (mailbox.exists > 0) await client.messageDelete('1:*');
}

async function listInbox(client: ImapFlow): Promise<{ uid: number; isSeen: boolean }[]> {
  await client.mailboxOpen('INBOX', { readOnly: true });
  const messages = await client.fetchAll('1:*', { uid: true, flags: true });
  return messages.map((message) => ({
    uid: message.uid,
    isSeen: message.flags?.has('\\Seen') === true,
  }));
}
