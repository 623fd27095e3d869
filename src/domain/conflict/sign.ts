/**
 * The signs of conflict that Belay looks for in a customer's words (SPEC J1). The order is that
 * of rising weight, which is also the order in which they are shown.
 */
export const conflictSigns = [
  'shouts',
  'argues',
  'asks_for_manager',
  'abuses',
  'threatens_review',
  'threatens_press',
  'threatens_regulator',
  'threatens_lawyer',
] as const;
export type ConflictSign = (typeof conflictSigns)[number];

/** One sign with the words that showed it, as they stand in the message. */
export type FoundSign = { readonly sign: ConflictSign; readonly words: readonly string[] };
