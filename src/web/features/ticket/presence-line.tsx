import { PenLine } from 'lucide-react';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useFormat } from '../../lib/format.ts';
import { useTicketPresence } from '../../lib/use-live.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';

type PresenceLineProps = {
  readonly ticketId: string;
  /** What is being written here just now. */
  readonly writes: 'public' | 'note' | null;
};

/** Who else has the ticket open, and who is writing. */
export function PresenceLine({ ticketId, writes }: PresenceLineProps) {
  const t = useTranslation();
  const format = useFormat();
  const me = useSignedIn().agent.id;
  const people = useDirectory();
  const company = useTicketPresence(ticketId, writes);
  const others = company.agents
    .filter(({ agentId }) => agentId !== me)
    .map((each) => ({ ...each, name: people.agentName(each.agentId) ?? t('common.unknown') }));
  const writers = others.filter((each) => each.isWriting).map(({ name }) => name);
  const names = others.map(({ name }) => name);
  return (
    <div
      role="status"
      className="flex min-w-0 shrink-0 items-center gap-1.5 border-t border-line px-3 py-1 text-small text-muted empty:hidden"
    >
      {names.length > 0 && (
        <span className="flex -space-x-1 rtl:space-x-reverse">
          {others.slice(0, 4).map(({ agentId, name }) => (
            <Avatar key={agentId} name={name} size="small" />
          ))}
        </span>
      )}
      {writers.length > 0 ? (
        <span className="flex min-w-0 items-center gap-1 font-medium text-accent-ink">
          <PenLine aria-hidden className="size-3.5 shrink-0 animate-breathe" />
          <span className="truncate">
            {t('ticket.presence.writing', { names: format.list(writers) })}
          </span>
        </span>
      ) : (
        names.length > 0 && (
          <span className="truncate">
            {t('ticket.presence.here', { names: format.list(names) })}
          </span>
        )
      )}
      {company.isVisitorWriting && <span>{t('ticket.presence.customer')}</span>}
    </div>
  );
}
