import nodemailer from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import type SmtpTransport from 'nodemailer/lib/smtp-transport/index.js';
import type { MailServerProblem } from '#domain/ticket/mail-problem.ts';
import {
  problemOf,
  sentenceFor,
  smtpSettingsFromUrl,
  type MailServerSettings,
} from './mail-server-settings.ts';

/**
 * Sends over SMTP. A mail the server took is `ok`; every other end says whether trying
 * again can help. A connection that dies before the server's 250 counts as not sent: the
 * next attempt carries the same Message-ID, so that the far side sees one mail (P8).
 */
export type SmtpSender = {
  readonly send: (mail: Mail.Options) => Promise<SendOutcome>;
  readonly close: () => void;
};

export type SendOutcome =
  | { readonly ok: true; readonly response: string; readonly refused: readonly RefusedRecipient[] }
  | {
      readonly ok: false;
      readonly retry: boolean;
      readonly problem: SendProblem;
      /** A sentence for operators, followed by the server's own words where there are any. */
      readonly reason: string;
      /** The server's own words; empty when it said nothing. */
      readonly detail: string;
    };

export type SendProblem = MailServerProblem | 'recipient_refused' | 'message_refused' | 'not_now';

/** Some recipients of a mail may be refused while the others get it. */
export type RefusedRecipient = { readonly address: string; readonly response: string };

const timeouts = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  // RFC 5321 lets a server take ten minutes after the data; two are what working ones need.
  socketTimeout: 120_000,
  dnsTimeout: 10_000,
} as const;

/** Keeps up to two connections open between mails; `close` ends them. */
export function createSmtpSender(server: string | MailServerSettings): SmtpSender {
  const settings = typeof server === 'string' ? smtpSettingsFromUrl(server) : server;
  const transport = nodemailer.createTransport({
    ...connection(settings),
    pool: true,
    maxConnections: 2,
    maxMessages: 100,
  });
  return {
    send: (mail) => sendOver((options) => transport.sendMail(options), mail),
    close: () => transport.close(),
  };
}

/** Signs in and out again, for the button beside the settings. */
export async function testSmtp(
  server: string | MailServerSettings,
): Promise<{ ok: true } | { ok: false; problem: MailServerProblem; detail: string }> {
  const settings = typeof server === 'string' ? smtpSettingsFromUrl(server) : server;
  const transport = nodemailer.createTransport(connection(settings));
  try {
    await transport.verify();
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: problemOf(error), detail: serversWords(error) };
  } finally {
    transport.close();
  }
}

function connection(settings: MailServerSettings): SmtpTransport.Options {
  const options: SmtpTransport.Options = {
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    ...timeouts,
  };
  if (settings.user !== undefined && settings.user !== '') {
    options.auth = { user: settings.user, pass: settings.password ?? '' };
  }
  return options;
}

type Sent = {
  readonly response: string;
  readonly rejected?: readonly unknown[] | undefined;
  readonly rejectedErrors?: readonly unknown[] | undefined;
};

async function sendOver(
  send: (mail: Mail.Options) => Promise<Sent>,
  mail: Mail.Options,
): Promise<SendOutcome> {
  try {
    const sent = await send(mail);
    return { ok: true, response: sent.response, refused: refusedIn(sent) };
  } catch (error) {
    return failure(error);
  }
}

function refusedIn(sent: Sent): RefusedRecipient[] {
  const errors = (sent.rejectedErrors ?? []).filter((error) => error instanceof Error);
  return (sent.rejected ?? []).map((entry) => {
    const address = String(entry);
    const error = errors.find((each) => 'recipient' in each && each.recipient === address);
    return { address, response: error === undefined ? '' : serversWords(error) };
  });
}

function failure(error: unknown): SendOutcome {
  const status =
    error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EAUTH') return refusal('sign_in_refused', { retry: true, error });
  if (status >= 400 && status < 500) return refusal('not_now', { retry: true, error });
  if (status >= 500 && status < 600) {
    const problem = code === 'EENVELOPE' ? 'recipient_refused' : 'message_refused';
    // 530 and 535 speak of the connection and 554 before any mail of a block on it: not of this mail.
    const isAboutUs =
      status === 530 || status === 535 || code === 'EPROTOCOL' || code === 'ECONNECTION';
    return refusal(isAboutUs ? 'server_error' : problem, { retry: isAboutUs, error });
  }
  if (code === 'EENVELOPE') return refusal('recipient_refused', { retry: false, error });
  return refusal(problemOf(error), { retry: true, error });
}

const sendSentences: Readonly<Record<Exclude<SendProblem, MailServerProblem>, string>> = {
  recipient_refused: 'The mail server does not take mail for this address.',
  message_refused: 'The mail server refused this mail.',
  not_now: 'The mail server asked to try again later.',
};

function refusal(problem: SendProblem, about: { retry: boolean; error: unknown }): SendOutcome {
  const sentence = isSendProblem(problem) ? sendSentences[problem] : sentenceFor(problem);
  return {
    ok: false,
    retry: about.retry,
    problem,
    reason: withServersWords(sentence, about.error),
    detail: serversWords(about.error),
  };
}

function isSendProblem(problem: SendProblem): problem is keyof typeof sendSentences {
  return problem in sendSentences;
}

function withServersWords(sentence: string, error: unknown): string {
  const words = serversWords(error);
  return words === '' ? sentence : `${sentence} (${words})`;
}

/** What the server said, on one line; never what we sent. */
function serversWords(error: unknown): string {
  if (!(error instanceof Error) || !('response' in error) || typeof error.response !== 'string')
    return '';
  return error.response.replace(/\s+/g, ' ').trim().slice(0, 300);
}
