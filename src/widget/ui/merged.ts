import type { WebchatMessage } from '#contract/webchat.ts';

/**
 * Both lists in the order of their times, each message once. What comes later replaces what was
 * there, except that what was once seen stays so.
 */
export function merged(
  known: readonly WebchatMessage[],
  fresh: readonly WebchatMessage[],
): readonly WebchatMessage[] {
  const byId = new Map(known.map((each) => [each.id, each]));
  for (const each of fresh) {
    const before = byId.get(each.id);
    byId.set(each.id, { ...each, isSeen: each.isSeen || before?.isSeen === true });
  }
  return [...byId.values()].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
