import { useCallback, useEffect, useRef, useState } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { live } from '../../lib/use-live.ts';
import { loadTranslator } from '../../lib/use-translation.tsx';
import type { DraftKind } from './draft-keeper.ts';
import { drafts } from './drafts.ts';

/** The server forgets a writer after 8 s; this says it again well before. */
const writingRepeatMs = 3000;
const writingPauseMs = 5000;

/** Which box is open, that it gets the focus when asked, and whether one writes now. */
export function useComposer(page: TicketPage) {
  const { ticket, can } = page;
  const [wanted, setKind] = useState<DraftKind>('public');
  const area = useRef<HTMLTextAreaElement>(null);
  const kind: DraftKind = can.includes('reply') ? wanted : 'note';
  const { isWriting, heardKey } = useWriting(ticket.id, kind === 'note');
  useDraftsOfServer(page);

  const write = (next: DraftKind) => {
    setKind(next);
    // The box of the other kind is drawn first; on a phone this also brings up the keyboard.
    requestAnimationFrame(() => area.current?.focus());
  };
  /** What was sent is done: the keys work the ticket again, and no letter lands in the box. */
  const leave = () => {
    area.current?.closest('article')?.querySelector<HTMLElement>('[data-timeline]')?.focus();
  };
  /** What stands in the reply goes on as a note, below what the note holds already. */
  const makeNote = () => {
    const ofKind = (each: DraftKind) => ({ ticketId: ticket.id, kind: each });
    const reply = drafts.contentOf(ofKind('public'));
    const note = drafts.contentOf(ofKind('note'));
    drafts.put(ofKind('note'), {
      text: [note.text.trimEnd(), reply.text].filter((text) => text !== '').join('\n\n'),
      files: [...note.files, ...reply.files],
    });
    drafts.put(ofKind('public'), { text: '', files: [] });
    write('note');
  };
  /** An update to the customer begins with a sentence in their language, ready to be changed. */
  const beginUpdate = async () => {
    const name = { ticketId: ticket.id, kind: 'public' } as const;
    if (drafts.textOf(name).trim() === '') {
      const t = await loadTranslator(resolveLanguage(ticket.language));
      drafts.write(name, t('ticket.update.opening', { name: ticket.contact.name }));
    }
    write('public');
  };
  return { kind, area, isWriting, heardKey, write, leave, makeNote, beginUpdate };
}

export type Composing = ReturnType<typeof useComposer>;

/** Tells the others that one writes: at the first key, again while keys come, and when they stop. */
function useWriting(ticketId: string, isNote: boolean) {
  const [isWriting, setWriting] = useState(false);
  const saidAt = useRef(0);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  const heardKey = useCallback(
    (isEmpty: boolean) => {
      clearTimeout(pause.current);
      setWriting(!isEmpty);
      if (isEmpty) return;
      pause.current = setTimeout(() => setWriting(false), writingPauseMs);
      if (performance.now() - saidAt.current < writingRepeatMs) return;
      saidAt.current = performance.now();
      live.write(ticketId, { isWriting: true, isNote });
    },
    [ticketId, isNote],
  );
  return { isWriting, heardKey };
}

function useDraftsOfServer(page: TicketPage): void {
  const ticketId = page.ticket.id;
  const { drafts: ofServer } = page;
  useEffect(() => {
    for (const kind of ['public', 'note'] as const) {
      const draft = ofServer.find((each) => each.kind === kind);
      drafts.adopt(
        { ticketId, kind },
        { text: draft?.text ?? '', files: draft?.attachments ?? [] },
      );
    }
  }, [ticketId, ofServer]);
}
