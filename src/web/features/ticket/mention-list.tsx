import { Users } from 'lucide-react';
import { classNames } from '../../lib/class-names.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { itemClass, popoverClass } from '../../ui/option.tsx';
import type { Mentions } from './use-mentions.ts';

/** The names that fit, above the box. The focus stays in the box; it says which one is meant. */
export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  const t = useTranslation();
  const { presenceOf } = useDirectory();
  if (mentions.found.length === 0) return null;
  return (
    <div
      role="listbox"
      id={mentions.listId}
      aria-label={t('ticket.mention')}
      className={classNames(popoverClass, 'absolute start-3 bottom-full z-20 mb-1 w-64 p-1')}
    >
      {mentions.found.map((who, place) => {
        const presence = who.kind === 'agent' ? presenceOf(who.id) : null;
        return (
          <div
            key={who.id}
            role="option"
            id={mentions.optionId(place)}
            aria-selected={place === mentions.chosen}
            // Pressing must not take the focus from the box.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => mentions.take(who)}
            className={classNames(itemClass, place === mentions.chosen && 'bg-hover')}
          >
            {who.kind === 'agent' ? (
              <Avatar name={who.name} size="small" {...(presence !== null && { presence })} />
            ) : (
              <Users aria-hidden className="size-4 shrink-0 text-muted" />
            )}
            <bdi className="truncate">{who.name}</bdi>
          </div>
        );
      })}
    </div>
  );
}
