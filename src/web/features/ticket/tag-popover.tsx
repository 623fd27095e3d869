import { Tag } from 'lucide-react';
import { useState } from 'react';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { HeaderButton } from './header-button.tsx';
import type { TicketPart } from './ticket-part.ts';

/** The labels. */
export function TagPopover({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useShortcut(
    {
      id: 'ticket.label',
      keys: 'l',
      label: 'ticket.key.label',
      scope: 'ticket',
      isOff: isDisabled,
    },
    () => setOpen(true),
  );
  return (
    <Popover
      label={t('ticket.labels')}
      className="w-80"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <HeaderButton
          icon={<Tag aria-hidden />}
          label={t('ticket.labels')}
          keys={useBinding('ticket.label', 'l')}
          isDisabled={isDisabled}
        >
          {ticket.tags.length === 0 ? (
            <span className="text-muted">{t('common.tag.add')}</span>
          ) : (
            <bdi>{ticket.tags.join(', ')}</bdi>
          )}
        </HeaderButton>
      }
    >
      <TagInput
        label={t('ticket.labels')}
        hasFocus
        placeholder={t('common.tag.add')}
        tags={ticket.tags}
        onChange={(tags) => change.changeFrom({ tags: [...tags] }, { tags: [...tags] })}
      />
    </Popover>
  );
}
