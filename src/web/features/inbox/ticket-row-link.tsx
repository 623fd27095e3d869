import { MessageCircleQuestion, Moon, TrendingUp } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode } from 'react';
import type { TicketRow } from '#contract/ticket.ts';
import type { Presence } from '#domain/people/directory.ts';
import { classNames } from '../../lib/class-names.ts';
import { durationIn, useFormat } from '../../lib/format.ts';
import { serverNow } from '../../lib/server-time.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { ChannelIcon } from '../ticket/channel-icon.tsx';
import { prefetchTicket } from './use-list-keys.ts';

type TicketRowLinkProps = {
  readonly row: TicketRow;
  readonly href: string;
  readonly isOpen: boolean;
  /** The keyboard is on it. */
  readonly isActive: boolean;
  readonly isUnread: boolean;
  readonly ownerPresence: Presence | null;
  readonly onOpen: (ticketId: string) => void;
};

/** One ticket of a list: what burns, what it is about, whose it is. */
export const TicketRowLink = memo(function TicketRowLink(props: TicketRowLinkProps) {
  const { row, href, isOpen, isActive, isUnread, ownerPresence, onOpen } = props;
  const open = (event: MouseEvent) => {
    // With a modifier the browser opens it in a tab of its own.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.id);
  };
  return (
    <a
      href={href}
      data-ticket={row.id}
      {...(isOpen && { 'aria-current': 'true' as const })}
      onClick={open}
      onPointerEnter={() => prefetchTicket(row.id)}
      className={classNames(
        'flex h-full cursor-default items-center gap-2 border-b border-s-2 border-b-line px-2.5 text-ink -outline-offset-2',
        isOpen ? 'border-s-accent bg-selected' : 'border-s-transparent hover:bg-hover',
        isActive && !isOpen && 'bg-hover',
      )}
    >
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <FirstLine row={row} isUnread={isUnread} />
        <SecondLine row={row} />
      </span>
      {row.owner !== null && (
        <Avatar
          name={row.owner.name}
          size="small"
          isDecorative={false}
          {...(ownerPresence !== null && { presence: ownerPresence })}
        />
      )}
    </a>
  );
});

function FirstLine({ row, isUnread }: { readonly row: TicketRow; readonly isUnread: boolean }) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <StateMark state={row.state} />
      <RowClock row={row} />
      <span className={classNames('min-w-0 grow truncate', isUnread && 'font-semibold')} dir="auto">
        {row.subject}
      </span>
      {isUnread && <span className="sr-only">{t('inbox.row.unread')}</span>}
      <time
        dateTime={row.lastMessageAt ?? row.createdAt}
        className="shrink-0 text-small text-faint"
      >
        {format.compact(row.lastMessageAt ?? row.createdAt, serverNow())}
      </time>
    </span>
  );
}

/** The worst: what is past its target and still owed, else the nearest that runs. */
function RowClock({ row: { owedClock, nextClock } }: { readonly row: TicketRow }) {
  const t = useTranslation();
  const clock = owedClock ?? nextClock;
  if (clock === null) return null;
  const status = owedClock === null ? 'running' : 'breached';
  const beside = owedClock === null ? null : nextClock;
  const title = [
    t(`common.metric.${clock.metric}`),
    ...(beside === null ? [] : [`${t(`common.metric.${beside.metric}`)}: ${leftOf(t, beside)}`]),
  ].join(' · ');
  return (
    <span className="inline-flex shrink-0" title={title}>
      <ClockChip size="small" clock={{ ...clock, status }} />
    </span>
  );
}

function leftOf(t: Translate, clock: NonNullable<TicketRow['nextClock']>): string {
  const leftMs = Date.parse(clock.dueAt) - serverNow();
  const left = durationIn(t, leftMs);
  return leftMs <= 0 ? t('common.clock.over', { duration: left }) : left;
}

function SecondLine({ row }: { readonly row: TicketRow }) {
  const t = useTranslation();
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-small text-muted [&_svg]:size-3.5 [&_svg]:shrink-0">
      {row.isUnanswered && (
        <Sign
          icon={<MessageCircleQuestion className="text-accent-ink" />}
          label={t('inbox.row.unanswered')}
        />
      )}
      {row.escalationState !== null && (
        <Sign
          icon={<TrendingUp className="text-hot-ink rtl:-scale-x-100" />}
          label={t('inbox.row.escalated')}
        />
      )}
      {row.snoozedUntil !== null && <Sign icon={<Moon />} label={t('inbox.row.snoozed')} />}
      <span className="min-w-0 shrink truncate" dir="auto">
        {row.contact.name}
      </span>
      <ChannelIcon kind={row.channelKind} />
      {row.handlerTier !== null && <TierBadge tier={row.handlerTier} />}
      {row.priority !== 'normal' && <PriorityMark priority={row.priority} />}
      <span className="grow" />
      {row.tags.slice(0, 2).map((tag) => (
        <span key={tag} dir="auto" className="max-w-16 truncate rounded-small bg-pressed px-1">
          {tag}
        </span>
      ))}
      {row.tags.length > 2 && <span>{`+${row.tags.length - 2}`}</span>}
      <span className="shrink-0 text-tiny uppercase" lang="en">
        {row.language.split('-')[0]}
      </span>
    </span>
  );
}

function Sign({ icon, label }: { readonly icon: ReactNode; readonly label: string }) {
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex shrink-0">
      {icon}
    </span>
  );
}
