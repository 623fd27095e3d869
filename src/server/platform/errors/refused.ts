import type { FieldProblem } from '#contract/problem.ts';
import type { Refusal } from '#domain/kernel/result.ts';
import type { ErrorCode } from './registry.ts';

type Details = {
  readonly facts?: Refusal['facts'] | undefined;
  readonly fields?: readonly FieldProblem[] | undefined;
  /** One sentence more, safe to show: never a secret, never another's data. */
  readonly detail?: string | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number | undefined;
};

/**
 * A request that ends in a code of the registry. Thrown at the edge (routes, hooks, the gate);
 * decisions answer refusals as values, which `refuseHttp` turns into this.
 */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: ErrorCode;
  readonly facts: Refusal['facts'] | undefined;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.facts = details.facts;
    this.fields = details.fields;
    this.detail = details.detail;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/**
 * The error to throw for a refusal: `if (!result.ok) throw refuseHttp(result)`. The type asks that
 * every reason be a code of the registry, so that a new refusal cannot go undocumented.
 */
export function refuseHttp(refusal: Refusal<ErrorCode>): RequestRefused {
  return new RequestRefused(refusal.reason, { facts: refusal.facts });
}

/** Yields the value, or throws the refusal as a problem. */
export function acceptedOrThrow<T>(
  result: { readonly ok: true; readonly value: T } | Refusal<ErrorCode>,
): T {
  if (!result.ok) throw refuseHttp(result);
  return result.value;
}
