import { AsyncLocalStorage } from 'node:async_hooks';
import { type QueryExecutorProvider, sql } from 'kysely';
import { committed, type IdempotencyRequest } from './store.ts';

const current = new AsyncLocalStorage<IdempotencyRequest>();

/** Runs a request under its key, so that the transactions it makes can stamp it. */
export async function withKey<T>(asked: IdempotencyRequest, run: () => Promise<T>): Promise<T> {
  return current.run(asked, run);
}

/**
 * Marks the key of the running request as committed, within the transaction that has the effect:
 * both are there after a crash, or neither. The write path calls it last before each commit;
 * outside a request with a key it does nothing.
 */
export async function stampCommitted(transaction: QueryExecutorProvider): Promise<void> {
  const asked = current.getStore();
  if (asked === undefined) return;
  await sql`
    update idempotency_key
    set status = ${committed}
    where workspace_id = ${asked.workspaceId}
      and actor = ${asked.actor}
      and key = ${asked.key}
      and status is null
  `.execute(transaction);
}
