import { createServer } from 'node:net';
import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Language } from '#locales/languages.ts';
import { createBelay } from '#server/belay.ts';
import { signWebhook } from '#server/features/channel/public.ts';
import { greet } from '#server/greet.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { silentLogger } from '#server/platform/log.ts';
import { openPage, type OpenPage, type PageLook } from './browser.ts';
import { createTestDatabase } from './database.ts';
import { type SmtpHarness, startSmtp } from './mail-server.ts';
import { Browser as SignInBrowser } from './sign-in-desk.ts';
import { mondayMorning, openWorld, type Person, type World } from './world.ts';

/*
 * A world behind a real port, for real browsers: it serves `dist/`, its mail leaves over SMTP,
 * customers' mail arrives at its signed door, and its clock runs, and jumps when a story says so.
 */

export type RealServer = World & {
  readonly url: string;
  readonly smtp: SmtpHarness;
  readonly mailbox: Mailbox;
  /** The public key of the web chat. */
  readonly chatKey: string;
  /** Opens a page in which this person is signed in and reads this language. */
  openAs(browser: Browser, person: Person, look?: StaffLook): Promise<OpenPage>;
};

export type StaffLook = PageLook & { readonly language?: Language };

/** Mail as a customer's mail program writes it. */
export type CustomerMail = {
  readonly from: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  /** Where to; left out, the address that customers know. */
  readonly to?: string;
  readonly answers?: string;
};

export type Mailbox = {
  readonly address: string;
  /** Hands one mail to the door for mail providers. Answers when Belay has taken it. */
  deliver(mail: CustomerMail): Promise<void>;
};

/**
 * Opens a world that listens, which reaches the given hosts although they are not public. Closed at
 * the end of the test file.
 */
export async function openRealServer(outboundHosts: readonly string[] = []): Promise<RealServer> {
  const smtp = await startSmtp();
  after(() => smtp.stop());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const world = await openWorld({
    start: mondayMorning,
    isRunning: true,
    smtpUrl: smtp.url,
    baseUrl: url,
    outboundHosts,
  });
  await world.belay.app.listen({ host: '127.0.0.1', port });
  world.belay.readiness.isReady = true;
  await world.belay.startFeatures();
  return {
    ...world,
    url,
    smtp,
    mailbox: await connectMailbox(world, url),
    chatKey: await connectChat(world),
    openAs: (browser, person, look = {}) => openAs({ browser, person, look, url }),
  };
}

export type FreshServer = {
  readonly url: string;
  readonly smtp: SmtpHarness;
  /** The link that a fresh installation prints, with which the first admin gets in. */
  readonly link: string;
  /** Signs the first admin in, by the link, without a page. Works once, as the link does. */
  signIn(): Promise<ReadonlyMap<string, string>>;
};

/**
 * Opens what somebody has who has just installed Belay. With `hasMail` false no mail server is set,
 * as after `npm start` alone. Closed at the end of the test file.
 */
export async function openFreshServer(
  { hasMail }: { readonly hasMail: boolean } = { hasMail: true },
): Promise<FreshServer> {
  const smtp = await startSmtp();
  after(() => smtp.stop());
  const database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const belay = await createBelay({
    db: database.db,
    pool: database.pool,
    sessionAddress: database.address,
    clock: new VirtualClock(mondayMorning, { isRunning: true }),
    log: silentLogger(),
    baseUrl: url,
    secret: 'a secret of the tests, long enough for all',
    filesFolder: `/tmp/belay-test-files-${database.name}`,
    smtpUrl: hasMail ? smtp.url : null,
    version: 'test',
  });
  database.beforeDrop(() => belay.stop());
  await belay.app.listen({ host: '127.0.0.1', port });
  belay.readiness.isReady = true;
  await belay.startFeatures();
  const said: string[] = [];
  await greet(belay, (line) => said.push(line.trim()));
  const link = said.findLast((line) => line.startsWith(url));
  if (link === undefined) throw new Error(`no link in: ${said.join(' ')}`);
  const signIn = async (): Promise<ReadonlyMap<string, string>> => {
    const visitor = new SignInBrowser(belay.app, url);
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token');
    const answer = await visitor.post('/api/v1/auth/link', { token });
    if (answer.status !== 200) throw new Error(`the link fails: ${JSON.stringify(answer.body)}`);
    return visitor.jar;
  };
  return { url, smtp, link, signIn };
}

/** A port that was free a moment ago: addresses must be known before the server is made. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

type Opening = {
  readonly browser: Browser;
  readonly person: Person;
  readonly look: StaffLook;
  readonly url: string;
};

async function openAs({ browser, person, look, url }: Opening): Promise<OpenPage> {
  const settings = { language: look.language ?? 'en', theme: 'system' };
  const changed = await person.browser.patch('/api/v1/session', settings);
  if (changed.status !== 200) throw new Error(`no settings: ${JSON.stringify(changed.body)}`);
  const opened = await openPage(browser, {
    ...look,
    locale: settings.language,
    cookies: { url, jar: person.browser.jar },
  });
  return opened;
}

async function connectMailbox(world: World, url: string): Promise<Mailbox> {
  const address = 'support@acme.example';
  const made = await world.ada.browser.post('/api/v1/channels', {
    kind: 'email',
    name: 'Support',
    address,
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  });
  if (made.status !== 201) throw new Error(`no mail channel: ${JSON.stringify(made.body)}`);
  const { channel, hookSecret } = made.body as { channel: { id: string }; hookSecret: string };
  let count = 0;
  const deliver = async (mail: CustomerMail): Promise<void> => {
    count += 1;
    const id = `msg_${count}`;
    const timestamp = String(Math.floor(world.now() / 1000));
    const body = written(mail, { count, address, at: new Date(world.now()) });
    const response = await fetch(`${url}/api/v1/inbound/mail/${channel.id}`, {
      method: 'POST',
      headers: {
        'content-type': 'message/rfc822',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook({ secret: hookSecret, id, timestamp, body }),
      },
      body,
    });
    if (response.status !== 202) throw new Error(`mail refused: ${await response.text()}`);
  };
  return { address, deliver };
}

type Envelope = { readonly count: number; readonly address: string; readonly at: Date };

function written(mail: CustomerMail, { count, address, at }: Envelope): string {
  const word = (text: string): string =>
    `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
  return [
    `From: ${word(mail.name)} <${mail.from}>`,
    `To: ${mail.to ?? address}`,
    `Subject: ${word(mail.subject)}`,
    `Message-ID: <customer-${count}@customer.example>`,
    ...(mail.answers === undefined ? [] : [`In-Reply-To: <${mail.answers}>`]),
    `Date: ${at.toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.text,
    '',
  ].join('\r\n');
}

async function connectChat(world: World): Promise<string> {
  const made = await world.ada.browser.post('/api/v1/channels', {
    kind: 'webchat',
    name: 'Acme chat',
    teamId: world.firstLineId,
    language: 'en',
    isEnabled: true,
    settings: { greeting: 'Hi there', color: '#2f5bd8', origins: [] },
  });
  if (made.status !== 201) throw new Error(`no chat channel: ${JSON.stringify(made.body)}`);
  const { address } = made.body['channel'] as { address: string };
  return address;
}
