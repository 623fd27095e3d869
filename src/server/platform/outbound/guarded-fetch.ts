import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RequestRefused } from '../errors/refused.ts';
import { isPublicAddress } from './address.ts';

export type OutboundRequest = {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

export type OutboundAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The address that answered, after redirects. */
  readonly url: string;
};

export type OutboundOptions = {
  /**
   * What an admin allows although it is not public: `host` or `host:port`, compared letter for
   * letter with the URL. Only such a host may be called by plain HTTP.
   */
  readonly allowedHosts: readonly string[];
  readonly timeoutMs: number;
  readonly bytesMax: number;
  readonly redirectsMax: number;
  /** How names are resolved; tests give their own. */
  readonly lookup?: (hostname: string) => Promise<readonly LookupAddress[]>;
};

export const outboundDefaults: OutboundOptions = {
  allowedHosts: [],
  timeoutMs: 15_000,
  bytesMax: 256 * 1024,
  redirectsMax: 3,
};

export type GuardedFetch = (request: OutboundRequest) => Promise<OutboundAnswer>;

/** Headers that prove who we are, and so must not follow a redirect to another host. */
const ownHeaders = ['authorization', 'cookie', 'webhook-signature', 'proxy-authorization'];

/**
 * Makes the one function by which Belay calls addresses that people typed in. The name is resolved
 * once, every address it has must be public, and the connection goes to the address that was
 * checked: a name that changes its mind in between (rebinding) gains nothing. Each redirect is
 * checked the same way.
 *
 * Throws `address_refused` for what may not be called, and an ordinary Error for what could not be
 * reached, timed out, or answered too much.
 */
export function createGuardedFetch(options: OutboundOptions): GuardedFetch {
  return async (request) => {
    const deadline = AbortSignal.timeout(options.timeoutMs);
    let current = request;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await callOnce(current, options, deadline);
      const location = answer.headers['location'];
      const isRedirect = [301, 302, 303, 307, 308].includes(answer.status);
      if (!isRedirect || location === undefined) return answer;
      if (redirects >= options.redirectsMax) throw new Error('too many redirects');
      current = followed(current, answer.status, location);
    }
  };
}

async function callOnce(
  request: OutboundRequest,
  options: OutboundOptions,
  deadline: AbortSignal,
): Promise<OutboundAnswer> {
  const { url, isAllowed } = requireCallable(request.url, options.allowedHosts);
  const address = await checkedAddress(url, isAllowed, options);
  const response = await send(request, { url, address, deadline });
  const body = await readBody(response, options.bytesMax);
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body,
    url: url.href,
  };
}

/**
 * What can be said of an address without looking its name up, for forms in which one is typed:
 * throws `address_refused` when it will never be called. `isAllowed`: an admin put it on the list.
 */
export function requireCallable(
  text: string,
  allowedHosts: readonly string[],
): { readonly url: URL; readonly isAllowed: boolean } {
  const url = parseUrl(text);
  const isAllowed = allowedHosts.some((host) => host === url.hostname || host === url.host);
  if (isAllowed) return { url, isAllowed };
  if (url.protocol !== 'https:') throw refused('Only HTTPS addresses are called.');
  const hostname = hostnameOf(url);
  if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
    throw refused('The address is private or special.');
  }
  return { url, isAllowed };
}

/** Without the brackets of an IPv6 address. */
function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw refused('That is no address.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused('Only web addresses are called.');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('An address must not hold a user name or password.');
  }
  return url;
}

/** Resolves the name and checks every address it has; one private among many is an attempt. */
async function checkedAddress(
  url: URL,
  isAllowed: boolean,
  options: OutboundOptions,
): Promise<LookupAddress> {
  const hostname = hostnameOf(url);
  const family = isIP(hostname);
  const resolve = options.lookup ?? resolveAll;
  const found = family === 0 ? await resolve(hostname) : [{ address: hostname, family }];
  const first = found[0];
  if (first === undefined) throw new Error('the name has no address');
  if (!isAllowed && !found.every(({ address }) => isPublicAddress(address))) {
    throw refused('The address is private or special.');
  }
  return first;
}

async function resolveAll(hostname: string): Promise<readonly LookupAddress[]> {
  return systemLookup(hostname, { all: true, verbatim: true });
}

type Call = {
  readonly url: URL;
  readonly address: LookupAddress;
  readonly deadline: AbortSignal;
};

async function send(request: OutboundRequest, call: Call): Promise<IncomingMessage> {
  const { url, address, deadline } = call;
  const pinned: LookupFunction = (_hostname, asked, callback) => {
    if (asked.all === true) callback(null, [address]);
    else callback(null, address.address, address.family);
  };
  const body = request.body === undefined ? null : Buffer.from(request.body);
  const options: RequestOptions = {
    method: request.method,
    headers: {
      'user-agent': 'Belay',
      accept: '*/*',
      ...request.headers,
      ...(body === null ? {} : { 'content-length': String(body.length) }),
    },
    lookup: pinned,
    signal: deadline,
    // A pooled connection could lead to an address that was checked for another name.
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const started =
      url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options);
    started.on('response', resolve);
    started.on('error', reject);
    started.end(body ?? undefined);
  });
}

async function readBody(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const piece = Buffer.from(chunk);
    size += piece.length;
    if (size > bytesMax) {
      response.destroy();
      throw new Error(`the answer is larger than ${bytesMax} bytes`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The request that a redirect asks for (RFC 9110, 15.4). */
function followed(request: OutboundRequest, status: number, location: string): OutboundRequest {
  if (!URL.canParse(location, request.url)) throw refused('The redirect leads nowhere.');
  const url = new URL(location, request.url);
  const isSameOrigin = url.origin === new URL(request.url).origin;
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).filter(
      ([name]) => isSameOrigin || !ownHeaders.includes(name.toLowerCase()),
    ),
  );
  const keepsBody = status === 307 || status === 308;
  if (keepsBody) return { ...request, url: url.href, headers };
  return { method: 'GET', url: url.href, headers };
}

function refused(detail: string): RequestRefused {
  return new RequestRefused('address_refused', { detail });
}
