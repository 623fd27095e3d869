import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { TicketPart } from './ticket-part.ts';

const subjectLengthMax = 500;

/** The subject, as the heading of the ticket; press the pencil to word it better. */
export function SubjectLine({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  // Beside the list it is the second heading of the page; on a phone it stands alone.
  const isPhone = useIsPhone();
  const Heading = isPhone ? 'h1' : 'h2';
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const subject = draft?.normalize('NFC').trim() ?? '';
    setDraft(null);
    if (subject !== '' && subject !== ticket.subject) change.changeFrom({ subject }, { subject });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') setDraft(null);
  };
  if (draft !== null) {
    return (
      <input
        aria-label={t('ticket.subject')}
        autoFocus
        dir="auto"
        value={draft}
        maxLength={subjectLengthMax}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
        className="h-8 min-w-0 grow rounded-control border border-control bg-surface px-2 text-title font-semibold"
      />
    );
  }
  return (
    <div className="group flex min-w-0 grow items-center gap-1">
      <Heading
        id="ticket-subject"
        dir="auto"
        className={classNames(
          'min-w-0 font-semibold',
          isPhone ? 'line-clamp-2 text-read wrap-anywhere' : 'truncate text-title',
        )}
      >
        {ticket.subject}
      </Heading>
      {!isDisabled && (
        <IconButton
          size="small"
          label={t('ticket.subject.edit')}
          icon={<Pencil />}
          onPress={() => setDraft(ticket.subject)}
          className="opacity-0 group-hover:opacity-100 data-focus-visible:opacity-100 pointer-coarse:opacity-100"
        />
      )}
    </div>
  );
}
