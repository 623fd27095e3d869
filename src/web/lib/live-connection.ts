/**
 * One WebSocket that is kept open.
 *
 * `idle` → `connecting` → `open` → (closed or silent) → `waiting` → `connecting` …
 * It pings each 20 s; after 45 s of silence the connection counts as dead, which a laptop that slept
 * never notices by itself. Attempts are spaced out from half a second to fifteen.
 */
export type LiveStatus = 'idle' | 'connecting' | 'open' | 'waiting';

/** The part of a WebSocket that is used, so that tests bring their own. */
export type Socket = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
};

export type ConnectionOptions = {
  readonly connect: () => Socket;
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  readonly onStatus: (status: LiveStatus) => void;
  readonly pingText: string;
  /** 0 to 1; spreads the clients that a restart cut off at once. */
  readonly random: () => number;
};

const pingMs = 20_000;
const silenceMsMax = 45_000;
const delayMsFirst = 500;
const delayMsMax = 15_000;

export function keepConnected(options: ConnectionOptions) {
  let socket: Socket | null = null;
  let status: LiveStatus = 'idle';
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let pulse: ReturnType<typeof setInterval> | undefined;

  const become = (next: LiveStatus) => {
    status = next;
    options.onStatus(next);
  };
  const send = (text: string) => {
    if (status === 'open') socket?.send(text);
  };
  const drop = () => {
    const old = socket;
    socket = null;
    clearTimeout(retry);
    clearTimeout(silence);
    clearInterval(pulse);
    old?.close();
  };
  const lose = () => {
    drop();
    become('waiting');
    retry = setTimeout(open, delayMsAfter(failures, options.random()));
    failures += 1;
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(lose, silenceMsMax);
  };

  function open(): void {
    clearTimeout(retry);
    become('connecting');
    const mine = options.connect();
    socket = mine;
    heard();
    mine.onopen = () => {
      if (socket !== mine) return;
      become('open');
      options.onOpen();
      pulse = setInterval(() => send(options.pingText), pingMs);
    };
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      heard();
      options.onText(String(event.data));
    };
    mine.onclose = () => {
      if (socket === mine) lose();
    };
  }

  return {
    status: () => status,
    send,
    start: () => (status === 'idle' ? open() : undefined),
    /** Tries at once, for when the browser says that it is online or looked at again. */
    wake: () => (status === 'waiting' ? open() : undefined),
    stop: () => {
      drop();
      become('idle');
    },
    /** The server answers as it should: the next loss is the first again. */
    settle: () => {
      failures = 0;
    },
  };
}

function delayMsAfter(failures: number, chance: number): number {
  return Math.min(delayMsMax, delayMsFirst * 2 ** failures) * (0.5 + chance / 2);
}
