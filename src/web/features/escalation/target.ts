import type { z } from 'zod';
import type { stepTarget } from '#contract/escalation.ts';

/** Whom an escalation may go to, as the API takes it. */
export type Target = z.infer<typeof stepTarget>;

/** Text that is equal exactly when two targets name the same; the id of a choice. */
export function targetKey(target: Target): string {
  return Object.entries(target)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .join('&');
}
