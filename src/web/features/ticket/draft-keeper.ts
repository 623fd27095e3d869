import type { Attachment } from '#contract/message.ts';

/**
 * What is being written, kept outside of the page: it survives a change of ticket, a lost
 * connection and a closed tab. Files that are uploaded already belong to it.
 *
 * Each draft is `clean` (as the server has it) → `dirty` (changed; written down on this device at
 * once, and sent after a pause) → `clean`. A save that failed leaves it dirty and is tried again.
 * Before a message is sent its draft is settled, so that no late save brings it back.
 */
export type DraftKind = 'public' | 'note';
export type DraftName = { readonly ticketId: string; readonly kind: DraftKind };
export type DraftContent = { readonly text: string; readonly files: readonly Attachment[] };

export type DraftKeeperOptions = {
  /** Throws when it is worth trying again. */
  readonly save: (name: DraftName, content: DraftContent) => Promise<void>;
  /** This device's own copy, for when the server cannot be reached; null removes it. */
  readonly remember: (name: DraftName, content: DraftContent | null) => void;
  readonly recall: (name: DraftName) => DraftContent | null;
};

type Entry = {
  readonly name: DraftName;
  content: DraftContent;
  isDirty: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  saving: Promise<void>;
};

/** Within a second of the last key, as SCREENS asks, with the way to the server. */
const pauseMs = 600;
const retryMs = 5000;

/** The same object each time, so that whoever compares sees no change. */
const nothing: DraftContent = { text: '', files: [] };

export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
  }

  contentOf(name: DraftName): DraftContent {
    return this.#entries.get(keyOf(name))?.content ?? nothing;
  }

  textOf(name: DraftName): string {
    return this.contentOf(name).text;
  }

  /** Takes what the server has, unless something newer is written here. */
  adopt(name: DraftName, ofServer: DraftContent): void {
    if (this.#entries.has(keyOf(name))) return;
    const entry = this.#entryOf(name);
    const own = this.#options.recall(name);
    entry.content = own ?? ofServer;
    if (own !== null && !isSame(own, ofServer)) {
      entry.isDirty = true;
      this.#saveSoon(entry, pauseMs);
    }
    this.#tell();
  }

  write(name: DraftName, text: string): void {
    this.put(name, { ...this.contentOf(name), text });
  }

  attach(name: DraftName, file: Attachment): void {
    const { text, files } = this.contentOf(name);
    this.put(name, { text, files: [...files.filter(({ id }) => id !== file.id), file] });
  }

  detach(name: DraftName, fileId: string): void {
    const { text, files } = this.contentOf(name);
    this.put(name, { text, files: files.filter(({ id }) => id !== fileId) });
  }

  /** Puts a whole draft back: what could not be sent, or was taken back. */
  put(name: DraftName, content: DraftContent): void {
    const entry = this.#entryOf(name);
    if (isSame(entry.content, content)) return;
    entry.content = content;
    entry.isDirty = true;
    this.#options.remember(name, content);
    this.#saveSoon(entry, pauseMs);
    this.#tell();
  }

  /** Empties it without telling the server, which drops the draft with the message itself. */
  async empty(name: DraftName): Promise<void> {
    const entry = this.#entryOf(name);
    entry.content = nothing;
    entry.isDirty = false;
    clearTimeout(entry.timer);
    this.#options.remember(name, null);
    this.#tell();
    await entry.saving;
  }

  flushAll(): void {
    for (const entry of this.#entries.values()) if (entry.isDirty) void this.#flush(entry);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #entryOf(name: DraftName): Entry {
    const known = this.#entries.get(keyOf(name));
    if (known) return known;
    const fresh: Entry = {
      name,
      content: nothing,
      isDirty: false,
      timer: undefined,
      saving: Promise.resolve(),
    };
    this.#entries.set(keyOf(name), fresh);
    return fresh;
  }

  #saveSoon(entry: Entry, delayMs: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void this.#flush(entry), delayMs);
  }

  #flush(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    entry.saving = entry.saving.then(async () => {
      if (!entry.isDirty) return;
      entry.isDirty = false;
      try {
        await this.#options.save(entry.name, entry.content);
        if (!entry.isDirty) this.#options.remember(entry.name, null);
      } catch (error) {
        entry.isDirty = true;
        console.warn('the draft is kept on this device until the server answers', error);
        this.#saveSoon(entry, retryMs);
      }
    });
    return entry.saving;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function keyOf({ ticketId, kind }: DraftName): string {
  return `${ticketId}:${kind}`;
}

function isSame(one: DraftContent, other: DraftContent): boolean {
  return (
    one.text === other.text &&
    one.files.length === other.files.length &&
    one.files.every((file, index) => file.id === other.files[index]?.id)
  );
}
