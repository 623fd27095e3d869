import { foldForSearch } from '../../lib/fold.ts';

/** Somebody or a team that a note can call. */
export type Mentionable = {
  readonly id: string;
  readonly kind: 'agent' | 'team';
  readonly name: string;
};

/** What stands after an `@` right before the caret, and where the `@` is; null when none does. */
export function mentionAt(text: string, caret: number): { at: number; typed: string } | null {
  const line = text.slice(Math.max(0, caret - nameLengthMax), caret);
  const sign = line.lastIndexOf('@');
  if (sign === -1) return null;
  const before = line[sign - 1];
  // An address of mail has a letter before its sign.
  if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) return null;
  const typed = line.slice(sign + 1);
  if (/[\n@]/.test(typed) || typed.startsWith(' ')) return null;
  return { at: caret - typed.length - 1, typed };
}

const nameLengthMax = 60;
const offeredMax = 6;

/** Who fits what was typed, those whose name begins with it first. Marks do not matter. */
export function findMentionable(
  all: readonly Mentionable[],
  typed: string,
): readonly Mentionable[] {
  const sought = foldForSearch(typed);
  const rank = ({ name }: Mentionable): number => {
    const folded = foldForSearch(name);
    if (folded.startsWith(sought)) return 0;
    if (folded.split(/\s+/).some((word) => word.startsWith(sought))) return 1;
    return folded.includes(sought) ? 2 : 3;
  };
  return all
    .map((each) => ({ each, rank: rank(each) }))
    .filter((found) => found.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, offeredMax)
    .map(({ each }) => each);
}

/** Everybody whom the text names after an `@`. The longer name wins where one begins another. */
export function mentionsIn(text: string, all: readonly Mentionable[]): readonly Mentionable[] {
  const byLength = all.toSorted((a, b) => b.name.length - a.name.length);
  const found: Mentionable[] = [];
  let rest = text.normalize('NFC');
  for (const each of byLength) {
    const call = `@${each.name.normalize('NFC')}`;
    if (!rest.includes(call)) continue;
    found.push(each);
    rest = rest.replaceAll(call, '\u0000');
  }
  return found;
}

/**
 * Whom words for a customer seem to call, more widely than a note does: in any case, without marks,
 * and by a part of a person's name. What is asked once too often costs a press; what is not, a
 * colleague's words before a customer.
 */
export function seemsToCall(text: string, all: readonly Mentionable[]): readonly Mentionable[] {
  const folded = foldForSearch(text);
  const calls = [...folded.matchAll(/(?<![\p{L}\p{N}])@(?=\p{L})/gu)].map(({ index }) =>
    folded.slice(index + 1),
  );
  return all.filter(({ kind, name }) => {
    const whole = foldForSearch(name);
    const names = kind === 'agent' ? [whole, ...whole.split(/\s+/)] : [whole];
    return names.some((each) => each.length > 1 && calls.some((call) => beginsWith(call, each)));
  });
}

/** Thai and Chinese write on without a space; elsewhere a name ends where its letters do. */
function beginsWith(call: string, name: string): boolean {
  const rest = call.slice(name.length);
  const goesOn = /^[\p{L}\p{N}]/u.test(rest) && !/^[\p{Script=Han}\p{Script=Thai}]/u.test(rest);
  return call.startsWith(name) && !goesOn;
}
