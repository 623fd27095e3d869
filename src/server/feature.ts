import type { Mount } from './platform/http/app.ts';
import type { Route } from './platform/http/route.ts';
import type { Loop } from './platform/loop.ts';
import type { OutboxHandler } from './platform/outbox.ts';
import type { TimerHandler } from './platform/timekeeper.ts';
import type { ChangeListener } from './features/ticket/public.ts';

/**
 * What one feature, channel or connector adds to Belay. Each has a function that takes what it
 * stands on and answers this; `belay.ts` puts them together and knows nothing more of them.
 */
export type Feature = {
  readonly routes?: readonly Route[];
  readonly mounts?: readonly Mount[];
  readonly outboxHandlers?: ReadonlyMap<string, OutboxHandler>;
  readonly timerHandlers?: ReadonlyMap<string, TimerHandler>;
  readonly changeListeners?: readonly ChangeListener[];
  /** Loops of its own, which a virtual clock waits for and every commit wakes. */
  readonly loops?: readonly Loop[];
  /** Begins work of its own (a mailbox reader); called once Belay listens. */
  readonly start?: () => Promise<void>;
  /** Ends it; called before the loops stop. */
  readonly stop?: () => Promise<void>;
};
