import type { LightMyRequestResponse } from 'fastify';
import type { WebchatConversation } from '#contract/webchat.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { sql } from 'kysely';
import type { Answer } from './sign-in-desk.ts';
import { openWorld, type Person, type World } from './world.ts';

/*
 * A world with a chat channel, and visitors who use it as their browsers do: without cookies, with
 * their token, from the widget's own page.
 */

type Settings = { readonly isEnabled?: boolean; readonly origins?: readonly string[] };
type Starting = {
  readonly name?: string;
  readonly email?: string;
  readonly language?: string;
  readonly identityToken?: string;
};
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Sending = {
  readonly body?: object | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

export type ChatWorld = {
  readonly world: World;
  readonly channelId: string;
  /** The public key. */
  readonly key: string;
  raw(url: string): Promise<LightMyRequestResponse>;
  send(method: Method, url: string, sending?: Sending): Promise<Answer>;
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  start(starting: Starting): Promise<Answer>;
  change(settings: Settings): Promise<void>;
  identitySecret(): Promise<string>;
};

let addresses = 0;

/** Opens a world whose admin has connected a chat. */
export async function openChatWorld(options: { smtpUrl?: string } = {}): Promise<ChatWorld> {
  const world = await openWorld(options);
  const body = (settings: Settings) => ({
    kind: 'webchat',
    name: 'Acme chat',
    teamId: world.firstLineId,
    language: 'en',
    isEnabled: settings.isEnabled ?? true,
    settings: { greeting: 'Hi there', color: '#2f5bd8', origins: settings.origins ?? [] },
  });
  const made = await world.ada.browser.post('/api/v1/channels', body({}));
  if (made.status !== 201) throw new Error(`no chat channel: ${JSON.stringify(made.body)}`);
  const { id: channelId, address: key } = made.body['channel'] as { id: string; address: string };
  const raw = async (url: string): Promise<LightMyRequestResponse> =>
    world.belay.app.inject({ method: 'GET', url });
  const send = async (method: Method, url: string, sending: Sending = {}): Promise<Answer> => {
    const begunAt = performance.now();
    // Each request from an address of its own: limits by address are for floods, not for tests.
    addresses += 1;
    const response = await world.belay.app.inject({
      method,
      url,
      remoteAddress: `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`,
      headers: sending.headers ?? {},
      ...(sending.body === undefined ? {} : { payload: sending.body }),
    });
    return {
      status: response.statusCode,
      body: response.body === '' ? {} : JSON.parse(response.body),
      headers: { ...response.headers },
      cookies: [],
      ms: performance.now() - begunAt,
    };
  };
  return {
    world,
    channelId,
    key,
    raw,
    send,
    get: (url, headers = {}) => send('GET', url, { headers }),
    start: (starting) => send('POST', '/api/v1/webchat/sessions', { body: { key, ...starting } }),
    change: async (settings) => {
      const changed = await world.ada.browser.put(`/api/v1/channels/${channelId}`, body(settings));
      if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
    },
    identitySecret: async () => {
      const url = `/api/v1/channels/${channelId}/identity-secret`;
      const answer = await world.ada.browser.post(url);
      return String(answer.body['secret']);
    },
  };
}

/** A visitor's browser. */
export class Visitor {
  readonly token: string;
  readonly #chat: ChatWorld;
  #count = 0;

  constructor(chat: ChatWorld, token: string) {
    this.#chat = chat;
    this.token = token;
  }

  static async start(chat: ChatWorld, starting: Starting = {}): Promise<Visitor> {
    const answer = await chat.start(starting);
    if (answer.status !== 201) throw new Error(`no session: ${JSON.stringify(answer.body)}`);
    return new Visitor(chat, String(answer.body['token']));
  }

  get = (url: string): Promise<Answer> => this.#send('GET', url);
  post = (url: string, body: object): Promise<Answer> => this.#send('POST', url, body);
  put = (url: string, body: object): Promise<Answer> => this.#send('PUT', url, body);
  delete = (url: string): Promise<Answer> => this.#send('DELETE', url);

  say(text: string, clientId = `client-${(this.#count += 1)}-xx`): Promise<Answer> {
    return this.post('/api/v1/webchat/messages', { clientId, text });
  }

  async conversation(): Promise<WebchatConversation> {
    const answer = await this.get('/api/v1/webchat/conversation');
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as unknown as WebchatConversation;
  }

  upload(filename: string, content: Buffer): Promise<Answer> {
    const boundary = 'a-boundary-of-the-tests';
    const head =
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n` +
      'content-type: application/octet-stream\r\n\r\n';
    const body = Buffer.concat([
      Buffer.from(head),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return this.#chat.send('POST', '/api/v1/webchat/files', {
      body,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    });
  }

  /** The ticket that the conversation is on, which only the desk knows. */
  async ticketId(): Promise<TicketId> {
    const newest = (await this.conversation()).items.findLast(({ author }) => author === 'visitor');
    const { rows } = await sql<{ id: TicketId }>`
      select ticket_id as id from message where id = ${newest?.id}
    `.execute(this.#chat.world.belay.db);
    const row = rows[0];
    if (row === undefined) throw new Error('nothing was said yet');
    return row.id;
  }

  #send(method: Method, url: string, body?: object): Promise<Answer> {
    return this.#chat.send(method, url, {
      headers: { authorization: `Bearer ${this.token}` },
      ...(body === undefined ? {} : { body }),
    });
  }
}

/** An agent answers in public. */
export async function reply(
  agent: Person,
  ticketId: TicketId,
  text: string,
  state?: 'solved',
): Promise<string> {
  const answer = await agent.browser.post(`/api/v1/tickets/${ticketId}/replies`, {
    text,
    ...(state === undefined ? {} : { state }),
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return String(answer.body['messageId']);
}

/** An agent writes what no visitor may read. */
export async function addNote(agent: Person, ticketId: TicketId, text: string): Promise<void> {
  const answer = await agent.browser.post(`/api/v1/tickets/${ticketId}/notes`, { text });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
}
