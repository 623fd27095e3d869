import { Worker } from 'node:worker_threads';
import { mailLimits, precheckMail, type PoisonReason } from './limits.ts';
import {
  parserReady,
  type ParseAnswer,
  type ParseFailure,
  type ParseRequest,
} from './parse-worker.ts';
import type { ParseOutcome } from './parsed-mail.ts';
import { salvageMail } from './salvage.ts';

/**
 * A pool of worker threads that read mail. Each thread reads one mail at a time; a mail
 * waits in a queue, is running, and ends read or refused. One that takes too long or too
 * much memory costs its thread, which is ended and replaced: the others are not delayed by
 * more than the time limit. Nothing a mail contains makes `parse` throw.
 */
export type MailParser = {
  readonly parse: (raw: Buffer, context?: ParseContext) => Promise<ParseOutcome>;
  /** Makes HTML inert as `sanitiseMailHtml` does; null when that took too long. */
  readonly sanitise: (html: string) => Promise<string | null>;
  /** Ends the threads. Mail still waiting is answered as `parser_failed`. */
  readonly close: () => Promise<void>;
};

export type ParseContext = { readonly ownMark?: string };

export type MailParserSettings = {
  readonly threads?: number;
  readonly timeLimitMs?: number;
  readonly memoryLimitMb?: number;
  /** Told about refused mail, for the log. Carries no words of the mail. */
  readonly onRefused?: (reason: PoisonReason, detail: string) => void;
  /** The worker's file; another one only in tests of the pool itself. */
  readonly workerUrl?: URL;
};

type Job = {
  readonly request: ParseRequest;
  readonly settle: (answer: ParseAnswer) => void;
};

export function createMailParser(settings: MailParserSettings = {}): MailParser {
  const pool = new ParsePool(settings);
  let nextId = 1;
  return {
    async parse(raw, context = {}) {
      const refused = precheckMail(raw);
      if (refused !== null) {
        settings.onRefused?.(refused, 'precheck');
        return { ok: false, reason: refused, salvaged: salvageMail(raw) };
      }
      const ownMark = context.ownMark ?? null;
      const answer = await pool.run({ id: nextId++, kind: 'mail', raw, ownMark });
      if (answer.ok && answer.kind === 'mail') return { ok: true, mail: answer.mail };
      const { reason, detail } = answer.ok ? mixedUp(answer.id) : answer;
      settings.onRefused?.(reason, detail);
      return { ok: false, reason, salvaged: salvageMail(raw) };
    },
    async sanitise(html) {
      const answer = await pool.run({ id: nextId++, kind: 'html', html });
      if (answer.ok && answer.kind === 'html') return answer.html;
      const { reason, detail } = answer.ok ? mixedUp(answer.id) : answer;
      settings.onRefused?.(reason, detail);
      return null;
    },
    close: () => pool.close(),
  };
}

// Loading the parser takes 0.3 s; a machine that needs a hundred times as long has another problem.
const startMsMax = 30_000;

class ParsePool {
  readonly #settings: MailParserSettings;
  readonly #queue: Job[] = [];
  readonly #threads = new Set<ParseThread>();
  #isClosed = false;

  constructor(settings: MailParserSettings) {
    this.#settings = settings;
  }

  run(request: ParseRequest): Promise<ParseAnswer> {
    if (this.#isClosed) return Promise.resolve(failed(request.id, 'parser_failed', 'closed'));
    return new Promise((resolve) => {
      this.#queue.push({ request, settle: resolve });
      this.#advance();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { request, settle } of this.#queue.splice(0))
      settle(failed(request.id, 'parser_failed', 'closed'));
    await Promise.all([...this.#threads].map((thread) => thread.end('parser_failed', 'closed')));
    this.#threads.clear();
  }

  #advance(): void {
    while (this.#queue.length > 0) {
      const thread = this.#idleThread();
      if (thread === null) return;
      const job = this.#queue.shift();
      if (job === undefined) return;
      thread.start(job);
    }
  }

  #idleThread(): ParseThread | null {
    for (const thread of this.#threads) if (thread.isIdle) return thread;
    if (this.#threads.size >= (this.#settings.threads ?? 2)) return null;
    const thread: ParseThread = new ParseThread(this.#settings, {
      onIdle: () => this.#advance(),
      onGone: () => {
        this.#threads.delete(thread);
        this.#advance();
      },
    });
    this.#threads.add(thread);
    return thread;
  }
}

class ParseThread {
  readonly #worker: Worker;
  readonly #timeLimitMs: number;
  readonly #events: { onIdle: () => void; onGone: () => void };
  #job: Job | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isReady = false;
  #isEnding = false;

  constructor(settings: MailParserSettings, events: { onIdle: () => void; onGone: () => void }) {
    this.#timeLimitMs = settings.timeLimitMs ?? mailLimits.parseMsMax;
    this.#events = events;
    this.#worker = new Worker(settings.workerUrl ?? new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: settings.memoryLimitMb ?? mailLimits.workerMemoryMbMax,
      },
      // Nothing of the process's environment, not even its secret, is the parser's business.
      env: {},
      execArgv: [],
    });
    // An idle pool does not keep the process alive.
    this.#worker.unref();
    this.#worker.on('message', (answer: ParseAnswer | typeof parserReady) => {
      if (answer === parserReady) this.#begin();
      else this.#finish(answer);
    });
    this.#worker.on('error', (error: unknown) => this.#fail(error));
    this.#worker.on('exit', () => {
      this.#settle('parser_failed', 'thread ended');
      this.#events.onGone();
    });
  }

  get isIdle(): boolean {
    return this.#job === null && !this.#isEnding;
  }

  start(job: Job): void {
    this.#job = job;
    this.#worker.ref();
    this.#limit(this.#isReady ? this.#timeLimitMs : startMsMax);
    this.#hand(job.request);
  }

  #hand(request: ParseRequest): void {
    if (request.kind === 'html') {
      this.#worker.postMessage(request);
      return;
    }
    // A copy of just these bytes: a view would drag the whole buffer it was cut from along.
    const raw = new Uint8Array(request.raw);
    this.#worker.postMessage({ ...request, raw }, [raw.buffer]);
  }

  /** The code is loaded: from here on the time of the waiting mail counts. */
  #begin(): void {
    this.#isReady = true;
    if (this.#job !== null) this.#limit(this.#timeLimitMs);
  }

  #limit(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.end('timed_out', `${ms} ms`), ms);
  }

  async end(reason: PoisonReason, detail: string): Promise<void> {
    this.#isEnding = true;
    this.#settle(reason, detail);
    await this.#worker.terminate();
  }

  #finish(answer: ParseAnswer): void {
    const job = this.#job;
    if (job === null || job.request.id !== answer.id) return;
    this.#release();
    job.settle(answer);
    this.#events.onIdle();
  }

  #fail(error: unknown): void {
    this.#isEnding = true;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out_of_memory' : 'parser_failed';
    this.#settle(reason, error instanceof Error ? error.name : 'unknown');
  }

  #settle(reason: PoisonReason, detail: string): void {
    const job = this.#job;
    if (job === null) return;
    this.#release();
    job.settle(failed(job.request.id, reason, detail));
  }

  #release(): void {
    this.#job = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#worker.unref();
  }
}

/** An answer of the wrong kind: a thread that cannot be trusted with the mail either. */
function mixedUp(id: number): ParseFailure {
  return failed(id, 'parser_failed', 'answered something else');
}

function failed(id: number, reason: PoisonReason, detail: string): ParseFailure {
  return { id, ok: false, reason, detail };
}
