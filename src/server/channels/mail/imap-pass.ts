import type { ImapFlow } from 'imapflow';
import { instant, type Instant } from '#domain/kernel/instant.ts';
import { mailLimits } from './limits.ts';

/** How far a mailbox has been read. Uids count up within one uidValidity and mean nothing beyond. */
export type ImapPosition = { readonly uidValidity: string; readonly lastUid: number };

export type FetchedMail = {
  readonly uid: number;
  readonly uidValidity: string;
  /** When the mail server took it: the time that clocks use (C44). Null when it does not say. */
  readonly internalDate: Instant | null;
  /** Whether the mail was too large to be fetched whole. */
  readonly isTruncated: boolean;
};

/** Keeps the raw mail for good, or knows that it is kept already. A rejection leaves the mail unseen. */
export type StoreMail = (raw: Buffer, about: FetchedMail) => Promise<'stored' | 'duplicate'>;

export type PassOptions = {
  readonly store: StoreMail;
  /** Mail that the server took before this moment is left alone. */
  readonly startFrom: Instant | null;
  readonly isStopping: () => boolean;
  readonly onProgress: (progress: { stored: number; duplicates: number; backlog: number }) => void;
  readonly onFailed: (uid: number, error: unknown) => void;
};

/** Storing failed so often in a row that the fault is not the mail's. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

const batchSize = 25;
const failuresInRowMax = 3;

/**
 * Fetches what is above the position, in the order of arrival, and marks it seen once it is
 * stored. A mail that cannot be stored is left unseen and tried again in the next pass; it
 * holds the position back but not the mails behind it. State: `#position` is what is known to
 * be done without a gap, `#done` what is done above it.
 */
export class MailboxPass {
  readonly #options: PassOptions;
  #position: ImapPosition | null = null;
  readonly #done = new Set<number>();
  readonly #toMark = new Set<number>();
  #failuresInRow = 0;

  constructor(options: PassOptions) {
    this.#options = options;
  }

  get position(): ImapPosition | null {
    return this.#position;
  }

  /** Goes on where an earlier run ended. */
  resume(position: ImapPosition): void {
    this.#position = position;
  }

  /** Takes over the numbering of the open mailbox; another one than before means to read all again. */
  begin(uidValidity: string): void {
    if (this.#position?.uidValidity === uidValidity) return;
    this.#position = { uidValidity, lastUid: 0 };
    this.#done.clear();
    this.#toMark.clear();
  }

  async run(client: ImapFlow): Promise<void> {
    await this.#markSeen(client);
    const waiting = await this.#list(client);
    let left = waiting.length;
    for (let at = 0; at < waiting.length && !this.#options.isStopping(); at += batchSize) {
      const batch = waiting.slice(at, at + batchSize);
      await this.#take(client, batch);
      left -= batch.length;
      this.#advance(waiting);
      this.#options.onProgress({ stored: 0, duplicates: 0, backlog: left });
    }
    this.#advance(waiting);
  }

  /** Uids not done yet, rising. */
  async #list(client: ImapFlow): Promise<number[]> {
    const { lastUid } = this.#current();
    const { startFrom } = this.#options;
    // SINCE compares days in the server's zone: a day too many is asked for, the rest is cut below.
    const since = startFrom === null ? {} : { since: new Date(startFrom - 86_400_000) };
    const found = await client.search({ uid: `${lastUid + 1}:*`, ...since }, { uid: true });
    const uids = Array.isArray(found) ? found : [];
    // `n:*` names the last mail even when its uid is below n.
    return uids.filter((uid) => uid > lastUid && !this.#done.has(uid)).toSorted((a, b) => a - b);
  }

  async #take(client: ImapFlow, batch: readonly number[]): Promise<void> {
    const missing = new Set(batch);
    const query = {
      uid: true,
      internalDate: true,
      source: { start: 0, maxLength: mailLimits.rawBytesMax + 1 },
    };
    try {
      for await (const message of client.fetch(batch.join(','), query, { uid: true })) {
        missing.delete(message.uid);
        if (this.#options.isStopping()) continue;
        if (await this.#keep(message)) this.#toMark.add(message.uid);
      }
    } finally {
      // Also after a failure: what is stored is stored.
      await this.#markSeen(client);
    }
    // Deleted between listing and fetching: nothing will ever come.
    for (const uid of missing) this.#done.add(uid);
  }

  /** Marks what is stored. On a lost connection the marks wait for the next one. */
  async #markSeen(client: ImapFlow): Promise<void> {
    if (this.#toMark.size === 0 || !client.usable) return;
    const uids = [...this.#toMark];
    await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true });
    for (const uid of uids) this.#toMark.delete(uid);
  }

  /** True when the mail is done with and may be marked as seen. */
  async #keep(message: {
    uid: number;
    source?: Buffer | undefined;
    internalDate?: Date | string | undefined;
  }): Promise<boolean> {
    const receivedMs =
      message.internalDate === undefined ? Number.NaN : new Date(message.internalDate).getTime();
    const internalDate = Number.isSafeInteger(receivedMs) ? instant(receivedMs) : null;
    const { startFrom } = this.#options;
    if (startFrom !== null && internalDate !== null && internalDate < startFrom) {
      this.#done.add(message.uid);
      return false;
    }
    const raw = message.source ?? Buffer.alloc(0);
    try {
      const outcome = await this.#options.store(raw, {
        uid: message.uid,
        uidValidity: this.#current().uidValidity,
        internalDate,
        isTruncated: raw.length > mailLimits.rawBytesMax,
      });
      this.#done.add(message.uid);
      this.#failuresInRow = 0;
      const isStored = outcome === 'stored';
      this.#options.onProgress({
        stored: isStored ? 1 : 0,
        duplicates: isStored ? 0 : 1,
        backlog: -1,
      });
      return true;
    } catch (error) {
      this.#options.onFailed(message.uid, error);
      this.#failuresInRow += 1;
      if (this.#failuresInRow >= failuresInRowMax) {
        this.#failuresInRow = 0;
        throw new StoreUnavailable('mail could not be stored', { cause: error });
      }
      return false;
    }
  }

  /** Moves the position up to the last uid below which nothing is open. */
  #advance(listed: readonly number[]): void {
    let { lastUid } = this.#current();
    for (const uid of listed) {
      if (uid <= lastUid) continue;
      if (!this.#done.has(uid)) break;
      lastUid = uid;
    }
    for (const uid of this.#done) if (uid <= lastUid) this.#done.delete(uid);
    this.#position = { ...this.#current(), lastUid };
  }

  #current(): ImapPosition {
    if (this.#position === null) throw new Error('begin() comes before run()');
    return this.#position;
  }
}
