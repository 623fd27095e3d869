import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { parseMessage } from '#server/channels/mail/parse-message.ts';
import type { ParsedMail } from '#server/channels/mail/parsed-mail.ts';

/** One mail as the receiving server got it. */
export type CapturedMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly mail: ParsedMail;
};

/** What the server shall do with the next mails instead of taking them. */
export type SmtpFault =
  /** Refuses after the data with this status, for instance 451 or 554. */
  | { readonly kind: 'answer'; readonly status: number; readonly words: string }
  /** Refuses this recipient. */
  | { readonly kind: 'recipient'; readonly status: number; readonly words: string }
  /** Takes the whole mail, keeps it, and dies before its 250. */
  | { readonly kind: 'die_before_answer' };

export type SmtpHarness = {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly CapturedMail[];
  /** Resolves with the first mail, already there or still to come, that fits. Rejects after the time. */
  readonly waitForMail: (
    fits?: (mail: CapturedMail) => boolean,
    timeoutMs?: number,
  ) => Promise<CapturedMail>;
  /** The next `times` mails meet this fault. */
  readonly failNext: (fault: SmtpFault, times?: number) => void;
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

type Waiter = { fits: (mail: CapturedMail) => boolean; take: (mail: CapturedMail) => void };

/** Starts a real SMTP server on a free port of this machine. Takes any user with `password`, or none. */
export async function startSmtp(settings: { password?: string } = {}): Promise<SmtpHarness> {
  const mails: CapturedMail[] = [];
  const waiters = new Set<Waiter>();
  const faults: SmtpFault[] = [];
  const nextFault = (kind: SmtpFault['kind']) => {
    const at = faults[0]?.kind === kind ? faults.shift() : undefined;
    return at;
  };
  const server = new SMTPServer({
    authOptional: settings.password === undefined,
    disabledCommands: settings.password === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _session, callback) {
      if (auth.password === settings.password) callback(null, { user: auth.username ?? '' });
      else callback(Object.assign(new Error('no such user or password'), { responseCode: 535 }));
    },
    onRcptTo(_address, _session, callback) {
      const fault = nextFault('recipient');
      if (fault?.kind === 'recipient') callback(withStatus(fault));
      else callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = nextFault('answer');
        if (refusal?.kind === 'answer') {
          callback(withStatus(refusal));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks);
        const mail: CapturedMail = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          mail: parseMessage(raw),
        };
        mails.push(mail);
        for (const waiter of waiters) if (waiter.fits(mail)) waiter.take(mail);
        if (nextFault('die_before_answer') === undefined) callback();
        else dropConnections(server);
      });
    },
  });
  // A client that goes away in the middle is part of the tests.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitForMail: (fits = () => true, timeoutMs = 10_000) =>
      waitFor({ mails, waiters, fits, timeoutMs }),
    failNext: (fault, times = 1) => {
      for (let count = 0; count < times; count += 1) faults.push(fault);
    },
    clear: () => {
      mails.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropConnections(server);
      }),
  };
}

function waitFor(part: {
  mails: readonly CapturedMail[];
  waiters: Set<Waiter>;
  fits: (mail: CapturedMail) => boolean;
  timeoutMs: number;
}): Promise<CapturedMail> {
  const there = part.mails.find(part.fits);
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const waiter: Waiter = {
      fits: part.fits,
      take: (mail) => {
        clearTimeout(timer);
        part.waiters.delete(waiter);
        resolve(mail);
      },
    };
    const timer = setTimeout(() => {
      part.waiters.delete(waiter);
      const got = part.mails.map(({ to, mail }) => `${to.join(',')}: ${mail.subject}`).join('; ');
      reject(new Error(`no such mail within ${part.timeoutMs} ms; there were: ${got || 'none'}`));
    }, part.timeoutMs);
    part.waiters.add(waiter);
  });
}

function withStatus(fault: { status: number; words: string }): Error {
  return Object.assign(new Error(fault.words), { responseCode: fault.status });
}

/** As if the server's process had died. */
function dropConnections(server: SMTPServer): void {
  const connections: unknown = Reflect.get(server, 'connections');
  if (!(connections instanceof Set)) return;
  for (const connection of connections) {
    const socket: unknown = Reflect.get(Object(connection), '_socket');
    if (socket instanceof Object && 'destroy' in socket && typeof socket.destroy === 'function')
      socket.destroy();
  }
}
