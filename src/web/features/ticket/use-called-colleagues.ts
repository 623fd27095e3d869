import { useRef, useState } from 'react';
import { useDirectory } from '../../lib/use-directory.ts';
import type { DraftKind } from './draft-keeper.ts';
import { type Mentionable, seemsToCall } from './mentions.ts';
import { mentionableOf } from './use-mentions.ts';
import type { NextState } from './use-send.ts';

type Held = {
  readonly text: string;
  readonly state: NextState | null;
  readonly called: readonly Mentionable[];
};

/**
 * Holds a reply back that calls a colleague, until one says that the customer is meant. The answer
 * is good for these very words; other words are asked about again.
 */
export function useCalledColleagues(kind: DraftKind, text: string) {
  const people = useDirectory();
  const allowed = useRef<string | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  return {
    held: held?.text === text ? held : null,
    /** Whether the reply waits for an answer; the question then stands above it. */
    holdsBack: (state: NextState | null): boolean => {
      if (kind === 'note' || allowed.current === text) return false;
      const called = seemsToCall(text, mentionableOf(people));
      setHeld(called.length === 0 ? null : { text, state, called });
      return called.length > 0;
    },
    allow: () => {
      allowed.current = text;
      setHeld(null);
    },
  };
}
