/**
 * What is being written, kept outside of the page: it survives a change of ticket, a lost
 * connection and a closed tab.
 *
 * Each text is `clean` (as the server has it) → `dirty` (typed; written down on this device at
 * once, and sent after a pause) → `clean`. A save that failed leaves it dirty and is tried again.
 * Before a message is sent its draft is settled, so that no late save brings it back.
 */
export type DraftKind = 'public' | 'note';
export type DraftName = { readonly ticketId: string; readonly kind: DraftKind };

export type DraftKeeperOptions = {
  /** Throws when it is worth trying again. */
  readonly save: (name: DraftName, text: string) => Promise<void>;
  /** This device's own copy, for when the server cannot be reached; null removes it. */
  readonly remember: (name: DraftName, text: string | null) => void;
  readonly recall: (name: DraftName) => string | null;
};

type Entry = {
  readonly name: DraftName;
  text: string;
  isDirty: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  saving: Promise<void>;
};

/** Within a second of the last key, as SCREENS asks, with the way to the server. */
const pauseMs = 600;
const retryMs = 5000;

export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
  }

  textOf(name: DraftName): string {
    return this.#entries.get(keyOf(name))?.text ?? '';
  }

  /** Takes what the server has, unless something newer is written here. */
  adopt(name: DraftName, serverText: string): void {
    if (this.#entries.has(keyOf(name))) return;
    const entry = this.#entryOf(name);
    const own = this.#options.recall(name);
    entry.text = own ?? serverText;
    if (own !== null && own !== serverText) {
      entry.isDirty = true;
      this.#saveSoon(entry, pauseMs);
    }
    this.#tell();
  }

  write(name: DraftName, text: string): void {
    const entry = this.#entryOf(name);
    if (entry.text === text) return;
    entry.text = text;
    entry.isDirty = true;
    this.#options.remember(name, text);
    this.#saveSoon(entry, pauseMs);
    this.#tell();
  }

  /** Empties it without telling the server, which drops the draft with the message itself. */
  async empty(name: DraftName): Promise<void> {
    const entry = this.#entryOf(name);
    entry.text = '';
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
      text: '',
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
        await this.#options.save(entry.name, entry.text);
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
