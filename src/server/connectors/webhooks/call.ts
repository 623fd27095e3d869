import type { WebhookEvent } from '#contract/webhook.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { signWebhook } from '#server/features/channel/public.ts';
import type { GuardedFetch } from '#server/platform/outbound/guarded-fetch.ts';
import { outboundProblem } from '#server/platform/outbound/outbound-problem.ts';

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
    return {
      isDelivered: false,
      status: null,
      problem: outboundProblem(error),
      retryAfterMs: null,
    };
  }
}

/** In seconds; the other form, a date, is rare and no clock of theirs is trusted. */
function retryAfterOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return null;
  return Math.min(Number(text) * 1000, askMsMax);
}
