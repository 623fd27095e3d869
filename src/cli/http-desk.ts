import type { Belay } from '#server/belay.ts';

type Answer = Readonly<Record<string, unknown>>;
type Sending = {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A signed-in person's way into a Belay of this process; throws at everything but success. */
export class HttpDesk {
  readonly #belay: Belay;
  #cookie = '';

  private constructor(belay: Belay) {
    this.#belay = belay;
  }

  static async signIn(belay: Belay, email: string, password: string): Promise<HttpDesk> {
    const desk = new HttpDesk(belay);
    await desk.post('/api/v1/auth/sign-in', { email, password });
    return desk;
  }

  post(url: string, payload: object = {}): Promise<Answer> {
    return this.#send({ method: 'POST', url, payload });
  }

  put(url: string, payload: object): Promise<Answer> {
    return this.#send({ method: 'PUT', url, payload });
  }

  /** Uploads one text file as multipart form data. */
  upload(url: string, file: { readonly filename: string; readonly text: string }): Promise<Answer> {
    const boundary = 'belay-fixture-boundary';
    const payload = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${file.filename}"`,
      'Content-Type: text/plain',
      '',
      file.text,
      `--${boundary}--`,
      '',
    ].join('\r\n');
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    return this.#send({ method: 'POST', url, payload, headers });
  }

  async #send({ method, url, payload, headers }: Sending): Promise<Answer> {
    const { app, baseUrl } = this.#belay;
    const response = await app.inject({
      method,
      url,
      headers: {
        origin: new URL(baseUrl).origin,
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.body}`);
    const set = [response.headers['set-cookie'] ?? []].flat();
    if (set.length > 0) this.#cookie = set.map((each) => each.split(';')[0]).join('; ');
    return response.body === '' ? {} : JSON.parse(response.body);
  }
}
