import { z } from 'zod';
import { metrics } from '#domain/sla/clock.ts';
import { idText } from './page.ts';

/** Who or what did it: a person by name, the customer, or Belay by a rule. */
export const timelineActor = z.object({
  kind: z.enum(['agent', 'contact', 'system', 'api_key']),
  id: idText.nullable(),
  name: z.string().nullable(),
});

/**
 * What happened, as data: the desk words it in the reader's language by `type`. `detail` holds
 * the event's own fields with names beside ids; `cause` names the clock and rule that led to it.
 */
export const timelineEvent = z
  .object({
    position: z.number().int(),
    type: z.string(),
    at: z.string(),
    actor: timelineActor,
    detail: z.record(z.string(), z.unknown()),
    cause: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'TimelineEvent' });
export type TimelineEvent = z.infer<typeof timelineEvent>;

/** What will happen if nobody acts. */
export const futureEvent = z
  .object({
    at: z.string(),
    kind: z.string(),
    metric: z.enum(metrics).nullable(),
    who: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'FutureEvent' });
export type FutureEvent = z.infer<typeof futureEvent>;
