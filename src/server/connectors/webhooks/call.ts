import type { WebhookEvent } from '#contract/webhook.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { signWebhook } from '#server/features/channel/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { GuardedFetch } from '#server/platform/outbound/guarded-fetch.ts';

export type Answered = {
  readonly isDelivered: boolean;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** In a sentence for an admin; null when it was delivered. */
  readonly problem: string | null;
  /** What the far side asks for before the next try, in milliseconds. */
  readonly retryAfterMs: number | null;
};

const askMsMax = 24 * 60 * 60_000;

/**
 * Makes one signed call (Standard Webhooks) and says what came of it. Anything but a 2xx is a
 * failure, a redirect too: whoever moves changes the address in the settings. Never throws for
 * what the far side or the network does.
 */
export async function callWebhook(
  fetch: GuardedFetch,
  part: {
    readonly id: string;
    readonly url: string;
    readonly event: WebhookEvent;
    readonly secrets: readonly string[];
    readonly now: Instant;
  },
): Promise<Answered> {
  const { id, secrets } = part;
  const body = JSON.stringify(part.event);
  const timestamp = String(Math.floor(part.now / 1000));
  const signatures = secrets.map((secret) => signWebhook({ secret, id, timestamp, body }));
  try {
    const answer = await fetch({
      url: part.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatures.join(' '),
      },
      body,
    });
    const { status } = answer;
    const isDelivered = status >= 200 && status < 300;
    return {
      isDelivered,
      status,
      problem: isDelivered ? null : `The address answered ${status}.`,
      retryAfterMs: retryAfterOf(answer.headers['retry-after']),
    };
  } catch (error) {
    return { isDelivered: false, status: null, problem: problemOf(error), retryAfterMs: null };
  }
}

/** In seconds; the other form, a date, is rare and no clock of theirs is trusted. */
function retryAfterOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return null;
  return Math.min(Number(text) * 1000, askMsMax);
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at the address.',
  ECONNRESET: 'The connection was cut.',
  ENOTFOUND: 'The name of the address does not exist.',
  EAI_AGAIN: 'The name of the address could not be looked up.',
  ETIMEDOUT: 'The address did not answer in time.',
  ABORT_ERR: 'The address did not answer in time.',
  CERT_HAS_EXPIRED: 'The certificate of the address has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the address is signed by itself.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate belongs to another address.',
};

function problemOf(error: unknown): string {
  if (error instanceof RequestRefused) return error.detail ?? 'Belay does not call the address.';
  if (!(error instanceof Error)) return 'The call failed.';
  if (error.message === 'too many redirects') return 'The address answered with a redirect.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const isTimeout = error.name === 'TimeoutError' || error.name === 'AbortError';
  return sentences[isTimeout ? 'ETIMEDOUT' : code] ?? `The call failed: ${error.message}`;
}
