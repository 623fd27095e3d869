import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { ApiProblem, networkProblem, readProblem, timeoutProblem } from './api-problem.ts';
import { randomKey } from './random-key.ts';

type SchemaOf<E extends Endpoint, Name extends keyof Endpoint['schema']> = E['schema'] extends {
  readonly [Key in Name]: infer Schema extends z.ZodType;
}
  ? Schema
  : undefined;
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? unknown
  : Record<never, never> extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value };

export type AskOptions = {
  readonly signal?: AbortSignal;
  /** Sent as `If-Match`: the version of the thing that the person looked at. */
  readonly version?: number;
  /** Give the same key to repeat a POST that may have arrived; made afresh when absent. */
  readonly idempotencyKey?: string;
};

/** What an endpoint wants to be called with: its params, query and body, as far as it has any. */
export type Ask<E extends Endpoint> = AskOptions &
  Part<'params', Given<SchemaOf<E, 'params'>>> &
  Part<'query', Given<SchemaOf<E, 'query'>>> &
  Part<'body', Given<SchemaOf<E, 'body'>>>;

/** What it answers; nothing (`undefined`) where the contract names no response. */
export type Answer<E extends Endpoint> =
  SchemaOf<E, 'response'> extends infer Schema extends z.ZodType ? z.output<Schema> : undefined;

export type Rest<Wanted> = Record<never, never> extends Wanted ? [ask?: Wanted] : [ask: Wanted];

const timeoutMs = 30_000;
const retryDelaysMs = [400, 1200];

/**
 * Calls one operation of the contract and answers what it promises. Throws an `ApiProblem` for
 * every answer that is not a success, and with the codes `network` and `timeout` when there was
 * none. What may be repeated safely (reads, and POSTs by their idempotency key) is tried again
 * when the network failed.
 */
export function call<const E extends Endpoint>(
  endpoint: E,
  ...[ask]: Rest<Ask<E>>
): Promise<Answer<E>> {
  return callLoosely(endpoint, ask ?? {}) as Promise<Answer<E>>;
}

/** `call` without the types, for code that passes an endpoint and its ask along. */
export async function callLoosely(
  endpoint: Pick<Endpoint, 'method' | 'url'>,
  ask: LooseAsk,
): Promise<unknown> {
  const url = urlOf(endpoint.url, ask.params, ask.query);
  const init = initOf(endpoint.method, ask);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await exchange(url, init, ask.signal);
    } catch (error) {
      const delayMs = retryDelaysMs[attempt];
      const mayRepeat = error instanceof ApiProblem && error.code === 'network';
      if (!mayRepeat || delayMs === undefined || ask.signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}

export type LooseAsk = AskOptions & {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
};

async function exchange(url: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw timeout.aborted ? timeoutProblem() : networkProblem();
  }
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : response.text();
}

function initOf(method: string, ask: LooseAsk): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (method === 'POST') headers.set('idempotency-key', ask.idempotencyKey ?? randomKey());
  if (ask.version !== undefined) headers.set('if-match', `"${ask.version}"`);
  if (ask.body === undefined) return { method, headers };
  if (ask.body instanceof FormData) return { method, headers, body: ask.body };
  headers.set('content-type', 'application/json');
  return { method, headers, body: JSON.stringify(ask.body) };
}

/** Fills `:name` in the address and writes the query; lists are repeated, undefined is left out. */
export function urlOf(template: string, params: unknown, query: unknown): string {
  const path = template.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = entriesOf(params).find(([key]) => key === name)?.[1];
    if (value === undefined) throw new Error(`the address ${template} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of entriesOf(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each));
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
