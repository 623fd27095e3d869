import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recognise } from '../errors/recognise.ts';
import { RequestRefused } from '../errors/refused.ts';
import { errorRegistry } from '../errors/registry.ts';
import { actorKey, type Principal } from '../http/principal.ts';
import { type Route, successStatus } from '../http/route.ts';
import { withKey } from './stamp.ts';
import {
  committed,
  type IdempotencyRecord,
  type IdempotencyRequest,
  type IdempotencyStore,
} from './store.ts';

type Exchange = {
  readonly declared: Route;
  readonly store: IdempotencyStore;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly run: () => Promise<unknown>;
};

const waitStepMs = 100;
const keyLengthMax = 255;

/**
 * Runs a POST once for each `Idempotency-Key`: a repeated one gets the first answer again, one
 * that overtakes waits for it. Without the header, or without an account to keep the key under,
 * the request simply runs.
 */
export async function runOnce(exchange: Exchange): Promise<unknown> {
  const { request, store, declared } = exchange;
  const header = request.headers['idempotency-key'];
  if (typeof header !== 'string' || request.actor === null) return exchange.run();
  const asked = requestOf(header, request.actor, exchange);
  for (let waitedMs = 0; ; waitedMs += waitStepMs) {
    const begun = await store.begin(asked);
    if (begun === 'taken') return runFirst(asked, exchange);
    if (begun.route !== asked.route || begun.requestHash !== asked.requestHash) {
      throw new RequestRefused('idempotency_key_reused');
    }
    if (begun.status !== null && begun.status !== committed) {
      return replay(begun, declared, exchange.reply);
    }
    if (
      waitedMs >= store.waitMsMax ||
      (begun.status === committed && declared.answersSecret === true)
    ) {
      throw lateRefusal(begun);
    }
    await wait(waitStepMs);
  }
}

/** Committed and still without an answer: the process died in between, or the answer is secret. */
function lateRefusal(record: IdempotencyRecord): RequestRefused {
  return record.status === committed
    ? new RequestRefused('idempotency_replay_withheld')
    : new RequestRefused('idempotency_key_busy', { retryAfterSeconds: 1 });
}

async function runFirst(asked: IdempotencyRequest, exchange: Exchange): Promise<unknown> {
  const { store, declared, reply } = exchange;
  try {
    const value = await withKey(asked, exchange.run);
    const body = declared.answersSecret === true ? null : storable(declared, value);
    const status = declared.answersSecret === true ? committed : reply.statusCode;
    await store.finish(asked, { status, body });
    return value;
  } catch (error) {
    // While the database is away the row cannot be freed; its lease frees it.
    const { code } = recognise(error);
    if (errorRegistry[code].status < 500) await store.release(asked);
    else if (code !== 'unavailable') await store.abandon(asked);
    throw error;
  }
}

function replay(record: IdempotencyRecord, declared: Route, reply: FastifyReply): unknown {
  reply.code(record.status ?? successStatus(declared)).header('idempotency-replayed', 'true');
  return record.body ?? undefined;
}

/** What the schema lets out, so that nothing is stored that was never shown. */
function storable(declared: Route, value: unknown): object | null {
  const { response } = declared.schema;
  const shown = response === undefined ? null : z.encode(response, value);
  return typeof shown === 'object' ? shown : null;
}

function requestOf(key: string, actor: Principal, exchange: Exchange): IdempotencyRequest {
  if (key.length === 0 || key.length > keyLengthMax) {
    throw new RequestRefused('malformed_request', {
      detail: `An Idempotency-Key has 1 to ${keyLengthMax} characters.`,
    });
  }
  const { request, declared } = exchange;
  const content = declared.isMultipart === true ? null : (request.body ?? null);
  const hash = createHash('sha256').update(request.url).update('\0');
  hash.update(Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return {
    workspaceId: actor.workspaceId,
    actor: actorKey(actor),
    key,
    route: `${declared.method} ${declared.url}`,
    requestHash: hash.digest('base64url'),
  };
}
