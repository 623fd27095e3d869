import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Building2, MessageSquare, Search, StickyNote, Ticket, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type ExcerptPart, search, type SearchAnswer } from '#contract/search.ts';
import type { Command } from '../lib/command.ts';
import { queryOf } from '../lib/query.ts';
import { type Translate, useTranslation } from '../lib/use-translation.tsx';
import { CommandPalette } from '../ui/command-palette.tsx';
import { MarkedText } from '../ui/marked-text.tsx';

const typingPauseMs = 120;
const shownCount = 6;

/** The palette with what the server finds; typing in it renders nothing else again. */
export function SearchingPalette() {
  return <CommandPalette {...usePaletteSearch()} />;
}

/** What the server finds for the words typed into the palette, as commands that open it. */
function usePaletteSearch() {
  const t = useTranslation();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const sought = useSettled(typed.trim());
  const found = useQuery({
    ...queryOf(search, { query: { q: sought, limit: shownCount } }),
    enabled: sought !== '',
    placeholderData: keepPreviousData,
  });
  const open = (href: string) => () => void router.navigate({ href });
  const commands =
    sought === '' || found.data === undefined
      ? []
      : [...commandsOf(t, found.data, open), searchCommand(t, sought, open)];
  return { onSearch: setTyped, found: commands };
}

type Open = (href: string) => () => void;

function commandsOf(t: Translate, found: SearchAnswer, open: Open): Command[] {
  return [
    ...found.tickets.map(({ id, number, subject, contactName }) => ({
      id: `ticket ${id}`,
      title: `#${number} ${plain(subject)}`,
      body: <MarkedText lead={`#${number} `} parts={subject} />,
      detail: contactName,
      icon: <Ticket />,
      run: open(`/inbox/all/${id}`),
    })),
    ...found.contacts.map(({ id, name, email, organizationName }) => ({
      id: `contact ${id}`,
      title: plain(name),
      body: <MarkedText parts={name} />,
      detail: organizationName ?? email ?? t('search.contact'),
      icon: <UserRound />,
      run: open(`/inbox/all?contactId=${id}`),
    })),
    ...found.organizations.map(({ id, name }) => ({
      id: `organization ${id}`,
      title: plain(name),
      body: <MarkedText parts={name} />,
      detail: t('search.organization'),
      icon: <Building2 />,
      run: open(`/inbox/all?organizationId=${id}`),
    })),
    ...found.messages.map(({ id, ticketId, number, subject, excerpt, isNote }) => ({
      id: `message ${id}`,
      title: plain(excerpt),
      body: <MarkedText parts={excerpt} />,
      detail: t(isNote ? 'search.note' : 'search.message', { number, subject }),
      icon: isNote ? <StickyNote /> : <MessageSquare />,
      run: open(`/inbox/all/${ticketId}`),
    })),
  ];
}

function searchCommand(t: Translate, text: string, open: Open): Command {
  return {
    id: 'search all',
    title: t('search.all', { text }),
    icon: <Search />,
    run: open(`/inbox/all?q=${encodeURIComponent(text)}`),
  };
}

function plain(parts: readonly ExcerptPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** The text once typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
