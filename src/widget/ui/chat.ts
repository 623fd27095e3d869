import type {
  WebchatConfig,
  WebchatLive,
  WebchatMessage,
  WebchatVisitor,
} from '#contract/webchat.ts';
import type { Language } from '#locales/languages.ts';
import { subjectOf } from './identity.ts';
import type { Kept, KeptSession, Unsent } from './kept.ts';
import { Line } from './line.ts';
import { merged } from './merged.ts';
import { CallFailed, server, type Uploaded } from './server.ts';

/** A message of the visitor that the server has not confirmed. */
export type Outgoing = Unsent & { readonly state: 'sending' | 'waiting' | 'failed' };

export type ChatState = {
  readonly config: WebchatConfig;
  readonly session: KeptSession | null;
  readonly visitor: WebchatVisitor | null;
  readonly items: readonly WebchatMessage[];
  readonly outgoing: readonly Outgoing[];
  readonly earlierCursor: string | null;
  readonly isEnded: boolean;
  readonly isShown: boolean;
  /** The line is down. */
  readonly isLost: boolean;
  /** An agent writes. */
  readonly isWriting: boolean;
  readonly isLoaded: boolean;
};

export type Person = { readonly name: string; readonly email: string | null };

const retryMsMax = 30_000;
const configKeptMs = 5 * 60_000;

/**
 * The conversation as this page knows it. What the visitor writes is kept in the browser first and
 * sent in order until the server has it, under the same id each time, so that nothing is lost and
 * nothing is said twice.
 */
export class Chat {
  readonly #key: string;
  readonly #language: Language;
  readonly #kept: Kept;
  readonly #listeners = new Set<() => void>();
  #state: ChatState;
  #line: Line | null = null;
  #flushing: Promise<void> | null = null;
  #retryMs = 1000;
  #retry = 0;
  #identityToken: string | null = null;
  #person: Person = { name: '', email: null };
  #configReadAtMs = Date.now();
  pageUrl: string | null = null;

  constructor(parts: { key: string; language: Language; kept: Kept; config: WebchatConfig }) {
    this.#key = parts.key;
    this.#language = parts.language;
    this.#kept = parts.kept;
    this.#state = {
      config: parts.config,
      session: null,
      visitor: null,
      items: [],
      outgoing: parts.kept.unsent().map((each) => ({ ...each, state: 'waiting' })),
      earlierCursor: null,
      isEnded: false,
      isShown: false,
      isLost: false,
      isWriting: false,
      isLoaded: false,
    };
    parts.kept.onSessionElsewhere(() => this.#adopt(this.#kept.session()));
    window.addEventListener('online', () => void this.flush());
    document.addEventListener('visibilitychange', () => this.#see());
    this.#adopt(parts.kept.session());
  }

  /** What is being written, kept over a reload. */
  get draft(): string {
    return this.#kept.draft();
  }

  set draft(text: string) {
    this.#kept.keepDraft(text);
  }

  get state(): ChatState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The panel opened or closed. */
  show(isShown: boolean): void {
    this.#change({ isShown });
    if (!isShown) return;
    if (Date.now() - this.#configReadAtMs > configKeptMs) void this.#readConfig();
    if (this.#identityToken !== null) void this.#begin().catch(warn);
    this.#see();
  }

  /** The site vouches for who this is. Begins when the panel opens: not each page view is a chat. */
  identify(token: string): void {
    const identity = subjectOf(token);
    if (identity === null || this.#state.session?.identity === identity) return;
    this.#identityToken = token;
    if (this.#state.session !== null) this.#leave();
    if (this.#state.isShown) void this.#begin().catch(warn);
  }

  /** Forgets everything here, as when somebody signs out of the site. */
  forget(): void {
    const { session, outgoing } = this.#state;
    if (session !== null) void server.end(session.token).catch(warn);
    for (const { clientId } of outgoing) this.#kept.dropUnsent(clientId);
    this.#identityToken = null;
    this.#person = { name: '', email: null };
    this.#leave();
    this.#kept.keepDraft('');
    this.#change({ outgoing: [] });
  }

  /** Who a stranger says they are, before the first message. */
  introduce(person: Person): void {
    this.#person = person;
  }

  /** Leaves an address in a conversation that has begun. */
  async leaveAddress(email: string): Promise<void> {
    const { session } = this.#state;
    if (session === null) return;
    const visitor = await server.rename(session.token, { name: '', email });
    this.#change({ visitor });
  }

  say(text: string, files: readonly Uploaded[]): void {
    const message: Unsent = {
      clientId: crypto.randomUUID(),
      text: text.trim(),
      files,
      at: new Date().toISOString(),
    };
    this.#kept.keepUnsent(message);
    this.#change({ outgoing: [...this.#state.outgoing, { ...message, state: 'sending' }] });
    this.write(false);
    void this.flush();
  }

  /** Tries again what failed for good, or drops it. */
  resend(clientId: string): void {
    this.#mark(clientId, 'sending');
    void this.flush();
  }

  write(isWriting: boolean): void {
    this.#line?.write(isWriting);
  }

  /** Uploads a file for the next message; begins the session when there is none. */
  async upload(file: File): Promise<Uploaded> {
    const session = this.#state.session ?? (await this.#begin());
    return server.upload(session.token, file);
  }

  /** An answer replaces the one before as a whole, so each carries the words and the face. */
  async rate(
    message: WebchatMessage,
    answer: { readonly score: number; readonly comment: string },
  ): Promise<void> {
    if (message.survey === null) return;
    await server.rate(message.survey.token, answer);
    const rated = { ...message, survey: { ...message.survey, ...answer } };
    this.#change({ items: merged(this.#state.items, [rated]) });
  }

  async showEarlier(): Promise<void> {
    const { session, earlierCursor } = this.#state;
    if (session === null || earlierCursor === null) return;
    const page = await server.conversation(session.token, earlierCursor);
    this.#change({
      items: merged(this.#state.items, page.items),
      earlierCursor: page.earlierCursor,
    });
  }

  /** Sends what waits, oldest first. One run at a time; what comes meanwhile joins it. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#sendAll().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#retry);
    for (;;) {
      const next = this.#state.outgoing.find(({ state }) => state !== 'failed');
      if (next === undefined) return;
      try {
        await this.#send(next);
        this.#retryMs = 1000;
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (error.status === 401 && this.#state.session !== null) this.#leave();
        else if (error.isPassing) return this.#waitAndRetry(next, error);
        else this.#mark(next.clientId, 'failed');
      }
    }
  }

  async #send(message: Outgoing): Promise<void> {
    this.#mark(message.clientId, 'sending');
    const session = this.#state.session ?? (await this.#begin());
    const said = await server.say(session.token, {
      clientId: message.clientId,
      text: message.text,
      files: message.files.map(({ token }) => token),
    });
    this.#kept.dropUnsent(message.clientId);
    this.#take([said]);
    this.#change({ isEnded: false });
  }

  #waitAndRetry(message: Outgoing, error: CallFailed): void {
    this.#mark(message.clientId, 'waiting');
    const waitMs = Math.max(this.#retryMs, error.retryAfterMs);
    this.#retry = window.setTimeout(() => void this.flush(), waitMs);
    this.#retryMs = Math.min(this.#retryMs * 2, retryMsMax);
  }

  #mark(clientId: string, state: Outgoing['state']): void {
    const outgoing = this.#state.outgoing.map((each) =>
      each.clientId === clientId ? { ...each, state } : each,
    );
    this.#change({ outgoing });
  }

  async #begin(): Promise<KeptSession> {
    const identityToken = this.#identityToken;
    this.#identityToken = null;
    const begun = await this.#beginAs(identityToken).catch((error: unknown) => {
      if (identityToken === null || !isRefusal(error)) throw error;
      console.error('Belay: the identity token is not valid; the visitor begins as a stranger.');
      return this.#beginAs(null);
    });
    const { token, visitor } = begun;
    const session = { token, identity: identityToken === null ? null : subjectOf(identityToken) };
    this.#kept.keepSession(session);
    this.#adopt(session);
    this.#change({ visitor });
    return session;
  }

  #beginAs(identityToken: string | null) {
    return server.begin({
      key: this.#key,
      language: this.#language,
      pageUrl: this.pageUrl,
      identityToken,
      ...this.#person,
    });
  }

  /** Takes a session up, or lets go of the one there was. */
  #adopt(session: KeptSession | null): void {
    if (session?.token === this.#state.session?.token) return;
    this.#line?.close();
    this.#line = null;
    this.#change({
      session,
      items: [],
      visitor: null,
      earlierCursor: null,
      isLost: false,
      isWriting: false,
      isLoaded: session === null,
    });
    if (session === null) return;
    this.#line = new Line({
      token: session.token,
      onState: (state) => this.#change({ isLost: state === 'waiting' }),
      onMessage: (message) => this.#hear(message),
      onRefused: () => this.#leave(),
    });
  }

  #leave(): void {
    this.#kept.keepSession(null);
    this.#adopt(null);
  }

  #hear(message: WebchatLive): void {
    switch (message.type) {
      case 'ready':
        void this.#catchUp();
        return;
      case 'message':
        this.#take([message.message]);
        return;
      case 'gone':
        this.#change({
          items: this.#state.items.filter(({ id }) => id !== message.messageId),
        });
        return;
      case 'ended':
        this.#change({ isEnded: message.isEnded });
        return;
      case 'writing':
        this.#change({ isWriting: message.isWriting });
        return;
      case 'pong':
        return;
      default:
        message satisfies never;
    }
  }

  /** From `ready` on nothing is missed: reading the newest part now closes every gap before it. */
  async #catchUp(): Promise<void> {
    const { session } = this.#state;
    if (session === null) return;
    try {
      const page = await server.conversation(session.token, null);
      if (this.#state.session?.token !== session.token) return;
      const isFirst = !this.#state.isLoaded;
      this.#change({
        visitor: page.visitor,
        isEnded: page.isEnded,
        isLoaded: true,
        isWriting: false,
        ...(isFirst ? { earlierCursor: page.earlierCursor } : {}),
      });
      this.#take(page.items);
      void this.flush();
    } catch (error) {
      warn(error);
    }
  }

  #take(messages: readonly WebchatMessage[]): void {
    const arrived = new Set(messages.map(({ clientId }) => clientId));
    for (const { clientId } of this.#state.outgoing) {
      if (arrived.has(clientId)) this.#kept.dropUnsent(clientId);
    }
    const isAnswered = messages.some(({ author }) => author === 'agent');
    this.#change({
      items: merged(this.#state.items, messages),
      outgoing: this.#state.outgoing.filter(({ clientId }) => !arrived.has(clientId)),
      ...(isAnswered ? { isWriting: false } : {}),
    });
    this.#see();
  }

  /** Tells the server what was seen: only what is in front of somebody counts. */
  #see(): void {
    const { session, items, isShown } = this.#state;
    if (session === null || !isShown || document.visibilityState !== 'visible') return;
    const newest = items.findLast(({ isSeen }) => !isSeen);
    if (newest === undefined) return;
    this.#change({ items: items.map((each) => ({ ...each, isSeen: true })) });
    void server.see(session.token, newest.id).catch(warn);
  }

  async #readConfig(): Promise<void> {
    try {
      this.#change({ config: await server.config(this.#key) });
      this.#configReadAtMs = Date.now();
    } catch (error) {
      warn(error);
    }
  }

  #change(part: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof CallFailed && error.status === 401;
}

/** What is tried again by itself needs no word to the visitor. */
function warn(error: unknown): void {
  console.warn('Belay:', error);
}
