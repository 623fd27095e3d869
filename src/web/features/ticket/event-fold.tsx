import { Timer } from 'lucide-react';
import { useState } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { EventLine } from './event-line.tsx';
import type { EventEntry } from './event-entry-of.ts';

type EventFoldProps = {
  readonly entries: readonly EventEntry[];
  readonly page: TicketPage;
  readonly isWhole: boolean;
};

/** The machinery between two things that matter: how many steps, and the steps when asked for. */
export function EventFold({ entries, page, isWhole }: EventFoldProps) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (isWhole || isOpen) {
    return entries.map((entry) => (
      <EventLine key={entry.event.position} entry={entry} page={page} />
    ));
  }
  return (
    <li className="flex items-center gap-3 px-4 py-0.5 text-small text-faint">
      <span aria-hidden className="flex w-7 shrink-0 justify-center">
        <Timer className="size-3.5" />
      </span>
      <button
        type="button"
        aria-expanded={false}
        onClick={() => setOpen(true)}
        className="min-h-6 cursor-default rounded-small hover:text-ink"
      >
        {t('ticket.fold', { count: entries.length })}
      </button>
    </li>
  );
}
