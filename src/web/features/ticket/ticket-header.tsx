import { ArrowLeft, Bell, BellOff } from 'lucide-react';
import { followTicket } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { useIsPhone } from '../../lib/media.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PriorityMenu } from './priority-menu.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { StateMenu } from './state-menu.tsx';
import { SubjectLine } from './subject-line.tsx';
import { TagPopover } from './tag-popover.tsx';
import { TicketLinks } from './ticket-links.tsx';
import { rereadTicket, showAtOnce } from './use-ticket-page.ts';
import { useTicketChange } from './use-ticket-change.ts';

type TicketHeaderProps = {
  readonly page: TicketPage;
  readonly onLeave: () => void;
};

/** What the ticket is, whose it is, and what burns on it. */
export function TicketHeader({ page, onLeave }: TicketHeaderProps) {
  const t = useTranslation();
  const isPhone = useIsPhone();
  const { ticket, can } = page;
  const change = useTicketChange(ticket);
  const mayUpdate = can.includes('update');
  const part = { ticket, change, isDisabled: !mayUpdate };
  return (
    <header className="flex shrink-0 flex-col gap-1.5 px-3 pt-2 pb-1.5">
      <div className="flex min-w-0 items-center gap-1">
        {isPhone && (
          <IconButton
            label={t('ticket.toList')}
            icon={<ArrowLeft className="rtl:-scale-x-100" />}
            onPress={onLeave}
          />
        )}
        <span className="flex shrink-0 items-center gap-1.5 ps-1 text-muted">
          <ChannelIcon kind={ticket.channelKind} />
          <bdi data-tabular>#{ticket.number}</bdi>
        </span>
        <SubjectLine {...part} />
        <SnoozeMenu {...part} />
        <FollowButton ticket={ticket} />
        <MoreMenu page={page} />
      </div>
      <div className="relative -mx-3 flex items-center gap-1 overflow-x-auto px-3 [scrollbar-width:none] desk:flex-wrap">
        <StateMenu {...part} />
        <PriorityMenu {...part} />
        <AssignMenu {...part} isDisabled={!can.includes('assign')} />
        <TagPopover {...part} />
        {ticket.isPractice && <Badge tone="accent">{t('ticket.practice')}</Badge>}
        {ticket.isSpam && <Badge tone="danger">{t('ticket.spam')}</Badge>}
      </div>
      <TicketLinks page={page} />
    </header>
  );
}

function FollowButton({ ticket }: { readonly ticket: TicketPage['ticket'] }) {
  const t = useTranslation();
  const isFollowed = !ticket.isFollowed;
  const toggle = () => {
    const takeBack = showAtOnce(ticket.id, (page) => ({
      ...page,
      ticket: { ...page.ticket, isFollowed },
    }));
    call(followTicket, { params: { ticketId: ticket.id }, body: { isFollowed } }).then(
      () => rereadTicket(ticket.id),
      (error: unknown) => {
        takeBack();
        toast({ tone: 'bad', text: problemText(t, error) });
      },
    );
  };
  return (
    <IconButton
      label={t(ticket.isFollowed ? 'ticket.unfollow' : 'ticket.follow')}
      icon={ticket.isFollowed ? <BellOff /> : <Bell />}
      isActive={ticket.isFollowed}
      onPress={toggle}
    />
  );
}
