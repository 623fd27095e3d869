/** The outcome of a decision that a user can cause to be refused. Bugs throw instead. */
export type Result<T, Reason extends string = string> =
  | { readonly ok: true; readonly value: T }
  | Refusal<Reason>;

/**
 * A refusal has a stable name that the API answers as its `code`, and may carry facts
 * (never secrets) that help the person to choose another way.
 */
export type Refusal<Reason extends string = string> = {
  readonly ok: false;
  readonly reason: Reason;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
};

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<Reason extends string>(
  reason: Reason,
  facts?: Refusal['facts'],
): Refusal<Reason> {
  return facts === undefined ? { ok: false, reason } : { ok: false, reason, facts };
}
