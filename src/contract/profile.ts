import { z } from 'zod';

/** What kind of customer it is; rules and policies ask for it. */
export const segments = ['b2c', 'b2b', 'key_account'] as const;
export type Segment = (typeof segments)[number];

/** Cents of the workspace's currency. Up to ninety trillion, which a JavaScript number holds exactly. */
export const moneyCents = z.number().int().min(0).max(9_000_000_000_000_000);

/** Fields of the workspace's own: by name, each a text, a number or a yes or no. */
export const profileCustom = z.record(
  z.string().trim().min(1).max(60),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
);
export type ProfileCustom = z.infer<typeof profileCustom>;
