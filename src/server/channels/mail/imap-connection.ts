import { ImapFlow, type MailboxObject } from 'imapflow';
import type { MailServerProblem } from '#domain/ticket/mail-problem.ts';
import { problemOf, sentenceFor, type MailServerSettings } from './mail-server-settings.ts';

export type ImapSettings = MailServerSettings & {
  /** The folder that is read; `INBOX` when absent. */
  readonly mailbox?: string;
};

/** Why a mailbox cannot be read, for people and for tests. */
export class ImapProblem extends Error {
  override readonly name = 'ImapProblem';
  readonly problem: MailServerProblem;
  /** The server's own words; empty when it said nothing. */
  readonly detail: string;

  constructor(problem: MailServerProblem, cause: unknown) {
    const words = serversWords(cause);
    super(`${sentenceFor(problem)}${words === '' ? '' : ` (${words})`}`, { cause });
    this.problem = problem;
    this.detail = words;
  }
}

export type OpenMailbox = { readonly client: ImapFlow; readonly mailbox: MailboxObject };

/** Connects, signs in and opens the folder. Throws an ImapProblem and leaves nothing open. */
export async function openMailbox(
  settings: ImapSettings,
  options: { readonly isReadOnly?: boolean } = {},
): Promise<OpenMailbox> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    ...(settings.security === 'tls' ? {} : { doSTARTTLS: settings.security === 'starttls' }),
    auth: { user: settings.user ?? '', pass: settings.password ?? '' },
    logger: false,
    clientInfo: { name: 'Belay' },
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    // A dead line is noticed by the next poll's silence at the latest.
    socketTimeout: 120_000,
    autoIdleDelay: 100,
    maxIdleTime: 5 * 60_000,
    // No mail is read beyond the limit, so no literal needs to be either.
    maxLiteralSize: 128 * 1024 * 1024,
  });
  // Without a listener a broken connection would end the process; the command under way fails anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw new ImapProblem(problemOf(error), error);
  }
  try {
    const mailbox = await client.mailboxOpen(settings.mailbox ?? 'INBOX', {
      readOnly: options.isReadOnly === true,
    });
    return { client, mailbox };
  } catch (error) {
    client.close();
    const problem = problemOf(error);
    throw new ImapProblem(problem === 'server_error' ? 'mailbox_missing' : problem, error);
  }
}

/** Signs in, opens the folder for reading only and signs out, for the button beside the settings. */
export async function testImap(
  settings: ImapSettings,
): Promise<
  { ok: true; messages: number } | { ok: false; problem: MailServerProblem; detail: string }
> {
  try {
    const { client, mailbox } = await openMailbox(settings, { isReadOnly: true });
    const messages = mailbox.exists;
    await leave(client);
    return { ok: true, messages };
  } catch (error) {
    const known = error instanceof ImapProblem ? error : new ImapProblem(problemOf(error), error);
    return { ok: false, problem: known.problem, detail: known.detail };
  }
}

/** Says goodbye, but waits no longer than two seconds for an answer. */
export async function leave(client: ImapFlow): Promise<void> {
  const patience = setTimeout(() => client.close(), 2_000);
  try {
    await client.logout();
  } catch {
    // The line is gone already, which is what was wanted.
  } finally {
    clearTimeout(patience);
    client.close();
  }
}

function serversWords(error: unknown): string {
  if (!(error instanceof Error) || !('responseText' in error)) return '';
  return typeof error.responseText === 'string' ? error.responseText.slice(0, 300) : '';
}
