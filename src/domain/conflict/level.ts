/** How heated the customer's words are, over the whole conversation. Ordered, mildest first. */
export const conflictLevels = ['none', 'tense', 'heated', 'hostile'] as const;
export type ConflictLevel = (typeof conflictLevels)[number];

/** Whether `level` is as heated as `least`, or more. */
export function isAtLeastAsHeated(level: ConflictLevel, least: ConflictLevel): boolean {
  return conflictLevels.indexOf(level) >= conflictLevels.indexOf(least);
}
