import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Instant } from '#domain/kernel/instant.ts';
import type { MailServerProblem } from '#domain/ticket/mail-problem.ts';
import { ImapProblem, leave, openMailbox, type ImapSettings } from './imap-connection.ts';
import { MailboxPass, StoreUnavailable, type ImapPosition, type StoreMail } from './imap-pass.ts';
import { problemOf } from './mail-server-settings.ts';

/**
 * Reads one mailbox for as long as it runs. States: `connecting` (also again after a pause),
 * `connected` (reads what is there, then waits for the server's word and polls besides),
 * `waiting` (after a failure, longer each time), `stopped`. Mail is marked as seen only after
 * it was stored, so whatever ends the process or the connection loses none; what is fetched
 * twice is the store's to recognise.
 */
export type ImapReader = {
  readonly start: () => void;
  /** Finishes the mail being stored, signs out and ends. */
  readonly stop: () => Promise<void>;
  readonly status: () => ImapReaderStatus;
  /** Looks for mail now, or connects now instead of after the pause. */
  readonly wake: () => void;
};

export type ImapReaderStatus = {
  readonly state: 'connecting' | 'connected' | 'waiting' | 'stopped';
  readonly connectedSince: Instant | null;
  /** When the mailbox was last read to its end. */
  readonly lastFetchAt: Instant | null;
  readonly lastError: {
    readonly problem: MailServerProblem;
    /** The server's own words; empty when it said nothing. */
    readonly detail: string;
    readonly at: Instant;
  } | null;
  readonly storedCount: number;
  readonly duplicateCount: number;
  /** Mails still to be fetched in the pass under way. */
  readonly backlog: number;
};

export type ImapReaderOptions = {
  readonly settings: ImapSettings;
  readonly store: StoreMail;
  readonly now: () => Instant;
  /** Mail older than this stays untouched: the moment the channel was made. Null reads all. */
  readonly startFrom: Instant | null;
  /** Where the mailbox was read to, kept between runs. Losing it costs fetching, not correctness. */
  readonly loadPosition?: () => Promise<ImapPosition | null>;
  readonly savePosition?: (position: ImapPosition) => Promise<void>;
  readonly onStatus?: (status: ImapReaderStatus) => void;
  /** Told about each mail that could not be stored, for the log. */
  readonly onFailed?: (uid: number, error: unknown) => void;
  readonly pollMs?: number;
  readonly retryMs?: { readonly min: number; readonly max: number };
};

const defaultPollMs = 30_000;
const defaultRetryMs = { min: 1_000, max: 60_000 };

export function createImapReader(options: ImapReaderOptions): ImapReader {
  const reader = new Reader(options);
  return {
    start: () => reader.start(),
    stop: () => reader.stop(),
    status: () => reader.status,
    wake: () => reader.wake(),
  };
}

class Reader {
  readonly #options: ImapReaderOptions;
  readonly #pass: MailboxPass;
  readonly #stopping = new AbortController();
  #isPositionLoaded = false;
  #savedPosition: ImapPosition | null = null;
  #running: Promise<void> | null = null;
  #wakeUp: () => void = () => undefined;
  #isWoken = false;
  status: ImapReaderStatus = {
    state: 'stopped',
    connectedSince: null,
    lastFetchAt: null,
    lastError: null,
    storedCount: 0,
    duplicateCount: 0,
    backlog: 0,
  };

  constructor(options: ImapReaderOptions) {
    this.#options = options;
    this.#pass = new MailboxPass({
      store: options.store,
      startFrom: options.startFrom,
      isStopping: () => this.#stopping.signal.aborted,
      onProgress: (progress) => this.#count(progress),
      onFailed: (uid, error) => {
        this.#fail('store_failed', 'A mail could not be stored; it is left on the server.');
        options.onFailed?.(uid, error);
      },
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  wake(): void {
    this.#isWoken = true;
    this.#wakeUp();
  }

  async #run(): Promise<void> {
    const { min, max } = this.#options.retryMs ?? defaultRetryMs;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#session(() => {
          failures = 0;
        });
      } catch (error) {
        failures += 1;
        this.#report(error);
      }
      if (this.#stopping.signal.aborted) break;
      this.#set({ state: 'waiting', connectedSince: null });
      await this.#wait(Math.min(max, min * 2 ** Math.min(20, Math.max(0, failures - 1))));
    }
    this.#set({ state: 'stopped', connectedSince: null });
  }

  /** One connection, from signing in to its end. */
  async #session(onRead: () => void): Promise<void> {
    this.#set({ state: 'connecting' });
    await this.#loadPosition();
    const { client, mailbox } = await openMailbox(this.#options.settings);
    const onClose = () => this.wake();
    client.on('exists', onClose);
    client.on('close', onClose);
    try {
      this.#set({ state: 'connected', connectedSince: this.#options.now() });
      this.#pass.begin(String(mailbox.uidValidity));
      while (!this.#stopping.signal.aborted) {
        this.#isWoken = false;
        await this.#read(client);
        onRead();
        if (!this.#isWoken) await this.#wait(this.#options.pollMs ?? defaultPollMs);
        if (!client.usable) throw new ImapProblem('connection_lost', null);
      }
    } finally {
      client.off('exists', onClose);
      client.off('close', onClose);
      await leave(client);
    }
  }

  async #read(client: ImapFlow): Promise<void> {
    try {
      await this.#pass.run(client);
      this.#set({
        lastFetchAt: this.#options.now(),
        backlog: 0,
        ...(this.status.lastError?.problem === 'store_failed' ? {} : { lastError: null }),
      });
    } finally {
      await this.#savePosition();
    }
  }

  async #loadPosition(): Promise<void> {
    if (this.#isPositionLoaded) return;
    const position = (await this.#options.loadPosition?.()) ?? null;
    this.#isPositionLoaded = true;
    this.#savedPosition = position;
    if (position !== null) this.#pass.resume(position);
  }

  async #savePosition(): Promise<void> {
    const { position } = this.#pass;
    const saved = this.#savedPosition;
    if (position === null) return;
    if (position.uidValidity === saved?.uidValidity && position.lastUid === saved.lastUid) return;
    await this.#options.savePosition?.(position);
    this.#savedPosition = position;
  }

  #count(progress: { stored: number; duplicates: number; backlog: number }): void {
    const { storedCount, duplicateCount, backlog, lastError } = this.status;
    const isStoring = progress.stored + progress.duplicates > 0;
    this.#set({
      storedCount: storedCount + progress.stored,
      duplicateCount: duplicateCount + progress.duplicates,
      backlog: progress.backlog === -1 ? backlog : progress.backlog,
      lastError: isStoring && lastError?.problem === 'store_failed' ? null : lastError,
    });
  }

  #report(error: unknown): void {
    if (error instanceof ImapProblem) this.#fail(error.problem, error.detail);
    else if (error instanceof StoreUnavailable) this.#fail('store_failed', '');
    else this.#fail(problemOf(error), '');
  }

  #fail(problem: MailServerProblem, detail: string): void {
    this.#set({ lastError: { problem, detail, at: this.#options.now() } });
  }

  #set(change: Partial<ImapReaderStatus>): void {
    this.status = { ...this.status, ...change };
    this.#options.onStatus?.(this.status);
  }

  /** Until the time is over, somebody wakes the reader, or it is stopped. */
  async #wait(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const over = new AbortController();
    this.#wakeUp = () => over.abort();
    try {
      await sleep(ms, undefined, { signal: over.signal });
    } catch {
      // Woken: that is the other way for this to end.
    } finally {
      this.#wakeUp = () => undefined;
    }
  }
}
