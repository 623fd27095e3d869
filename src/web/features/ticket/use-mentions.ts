import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useState } from 'react';
import { type People, useDirectory } from '../../lib/use-directory.ts';
import { findMentionable, type Mentionable, mentionAt } from './mentions.ts';

/** Everybody and every team that a note can call. */
export function mentionableOf(people: People): readonly Mentionable[] {
  return [
    ...people.agents
      .filter((agent) => agent.isActive)
      .map(({ id, name }) => ({ id, name, kind: 'agent' as const })),
    ...people.teams.map(({ id, name }) => ({ id, name, kind: 'team' as const })),
  ];
}

type MentionsOptions = {
  readonly isOn: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly area: RefObject<HTMLTextAreaElement | null>;
};

/** Names offered while one types `@…`: arrows choose, Enter or Tab takes, Escape leaves it. */
export function useMentions({ isOn, text, onText, area }: MentionsOptions) {
  const people = useDirectory();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [index, setIndex] = useState(0);
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const [wish, setWish] = useState<{ readonly place: number } | null>(null);
  // The box puts the caret at the end of a text it is given; before the next key it must be back.
  useLayoutEffect(() => {
    if (wish === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(wish.place, wish.place);
  }, [wish, area]);
  const asked = isOn ? mentionAt(text, caret) : null;
  const isOpen = asked !== null && asked.at !== leftAt;
  const found = isOpen ? findMentionable(mentionableOf(people), asked.typed) : [];
  const chosen = Math.min(index, found.length - 1);

  const take = (who: Mentionable) => {
    if (asked === null) return;
    const before = `${text.slice(0, asked.at)}@${who.name} `;
    onText(`${before}${text.slice(caret).replace(/^ /, '')}`);
    setIndex(0);
    setCaret(before.length);
    setWish({ place: before.length });
  };
  /** Whether the key was for the list of names. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const who = found[chosen];
    if (who === undefined || event.nativeEvent.isComposing) return false;
    if (event.ctrlKey || event.metaKey) return false;
    if (event.key === 'ArrowDown') setIndex((chosen + 1) % found.length);
    else if (event.key === 'ArrowUp') setIndex((chosen + found.length - 1) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(who);
    else if (event.key === 'Escape') setLeftAt(asked?.at ?? null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    found,
    chosen,
    take,
    onKeyDown,
    listId: `${id}-names`,
    optionId: (place: number) => `${id}-name-${place}`,
    /** To be told wherever the caret goes. */
    onCaret: (place: number) => {
      setCaret(place);
      if (mentionAt(text, place)?.at !== leftAt) setLeftAt(null);
    },
  };
}

export type Mentions = ReturnType<typeof useMentions>;
