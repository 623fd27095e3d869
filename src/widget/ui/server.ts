import type {
  WebchatConfig,
  WebchatConversation,
  WebchatMessage,
  WebchatVisitor,
} from '#contract/webchat.ts';

/** What a call ended in when it did not succeed. `status` 0: the server was not reached. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly status: number;
  readonly retryAfterMs: number;

  constructor(status: number, retryAfterMs: number) {
    super(`the call ended in ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same call may well succeed a little later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export type Beginning = {
  readonly key: string;
  readonly language: string;
  readonly name: string;
  readonly email: string | null;
  readonly pageUrl: string | null;
  readonly identityToken: string | null;
};

export type Uploaded = {
  readonly token: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
};

const timeoutMs = 20_000;
const uploadTimeoutMs = 120_000;

/** The calls of the widget. Those of a visitor take their token. */
export const server = {
  config: (key: string) =>
    call<WebchatConfig>('GET', `config?key=${encodeURIComponent(key)}`, { token: null }),
  begin: (body: Beginning) =>
    call<{ token: string; visitor: WebchatVisitor }>('POST', 'sessions', { token: null, body }),
  end: (token: string) => call<null>('DELETE', 'sessions/current', { token }),
  rename: (token: string, body: { readonly name: string; readonly email: string | null }) =>
    call<WebchatVisitor>('PUT', 'visitor', { token, body }),
  conversation: (token: string, before: string | null) =>
    call<WebchatConversation>(
      'GET',
      before === null ? 'conversation' : `conversation?before=${encodeURIComponent(before)}`,
      { token },
    ),
  say: (
    token: string,
    body: { readonly clientId: string; readonly text: string; readonly files: readonly string[] },
  ) => call<WebchatMessage>('POST', 'messages', { token, body }),
  upload: (token: string, file: File) => {
    const form = new FormData();
    form.append('file', file);
    return call<Uploaded>('POST', 'files', { token, form });
  },
  see: (token: string, messageId: string) =>
    call<{ unreadCount: number }>('PUT', 'seen', { token, body: { messageId } }),
  rate: (surveyToken: string, body: { readonly score: number; readonly comment: string }) =>
    call<unknown>('PUT', `/api/v1/feedback/${surveyToken}`, { token: null, body }),
};

type Sending = {
  readonly token: string | null;
  readonly body?: object;
  readonly form?: FormData;
};

async function call<Answer>(method: string, path: string, sending: Sending): Promise<Answer> {
  const { token, body, form } = sending;
  const url = path.startsWith('/') ? path : `/api/v1/webchat/${path}`;
  const response = await fetch(url, {
    method,
    credentials: 'omit',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: form ?? (body === undefined ? null : JSON.stringify(body)),
    signal: AbortSignal.timeout(form === undefined ? timeoutMs : uploadTimeoutMs),
  }).catch(() => null);
  if (response === null) throw new CallFailed(0, 0);
  if (!response.ok) {
    throw new CallFailed(response.status, Number(response.headers.get('retry-after') ?? 0) * 1000);
  }
  const text = await response.text();
  // Our own server answers what the contract says.
  return (text === '' ? null : JSON.parse(text)) as Answer;
}
