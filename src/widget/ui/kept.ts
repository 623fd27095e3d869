/*
 * What the browser keeps of a chat, in the storage of the frame's own origin, which the embedding
 * site cannot read: the token, and each message until the server has it, under a name of its own so
 * that two tabs never overwrite each other's. A browser that keeps nothing still chats; a reload
 * then begins anew.
 */

export type KeptSession = {
  readonly token: string;
  /** The site's id of a person it vouched for; null for a stranger. */
  readonly identity: string | null;
};

export type Unsent = {
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly {
    readonly token: string;
    readonly filename: string;
    readonly mediaType: string;
    readonly size: number;
  }[];
  readonly at: string;
};

export type Kept = ReturnType<typeof openKept>;

export function openKept(key: string) {
  const name = `belay.chat.${key}`;
  const storage = storageOf();
  const read = <Value>(at: string, isRight: (value: object) => value is Value & object) => {
    const value = parse(storage.getItem(at));
    return value !== null && isRight(value) ? value : null;
  };
  return {
    session: (): KeptSession | null => read(name, isSession),
    keepSession: (session: KeptSession | null): void => {
      if (session === null) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(session));
    },
    unsent: (): Unsent[] =>
      namesOf(storage)
        .filter((each) => each.startsWith(`${name}.unsent.`))
        .flatMap((each) => read(each, isUnsent) ?? [])
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    keepUnsent: (message: Unsent): void =>
      storage.setItem(`${name}.unsent.${message.clientId}`, JSON.stringify(message)),
    dropUnsent: (clientId: string): void => storage.removeItem(`${name}.unsent.${clientId}`),
    draft: (): string => storage.getItem(`${name}.draft`) ?? '',
    keepDraft: (text: string): void => storage.setItem(`${name}.draft`, text),
    /** Another tab of the same site began, or forgot, the session. */
    onSessionElsewhere: (listener: () => void): void =>
      window.addEventListener('storage', (event) => {
        if (event.key === name || event.key === null) listener();
      }),
  };
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

function storageOf(): Store {
  try {
    const storage = window.localStorage;
    storage.setItem('belay.try', '1');
    storage.removeItem('belay.try');
    return storage;
  } catch (error) {
    console.warn('Belay: this browser keeps nothing here; a reload begins a new chat.', error);
    return memoryStore();
  }
}

function memoryStore(): Store {
  const values = new Map<string, string>();
  return {
    getItem: (at) => values.get(at) ?? null,
    setItem: (at, value) => void values.set(at, value),
    removeItem: (at) => void values.delete(at),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

function namesOf(storage: Store): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
}

function parse(text: string | null): object | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' ? value : null;
  } catch {
    // Somebody else wrote under our name; what we cannot read is not ours.
    return null;
  }
}

function isSession(value: object): value is KeptSession {
  return 'token' in value && typeof value.token === 'string' && 'identity' in value;
}

function isUnsent(value: object): value is Unsent {
  return 'clientId' in value && 'text' in value && 'files' in value && Array.isArray(value.files);
}
