import { ArrowLeft } from 'lucide-react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { FollowButton } from './follow-button.tsx';
import { IssueTypeMenu } from './issue-type-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { PriorityMenu } from './priority-menu.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { StateMenu } from './state-menu.tsx';
import { SubjectLine } from './subject-line.tsx';
import { TagPopover } from './tag-popover.tsx';
import { TicketLinks } from './ticket-links.tsx';
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
        {!isPhone && <FollowButton ticket={ticket} />}
        <MoreMenu page={page} follows={isPhone} />
      </div>
      <div className="relative -mx-3 flex items-center gap-1 overflow-x-auto px-3 [scrollbar-width:none] desk:flex-wrap">
        <StateMenu {...part} />
        <PriorityMenu {...part} />
        <AssignMenu {...part} isDisabled={!can.includes('assign')} />
        <IssueTypeMenu {...part} />
        <TagPopover {...part} />
        {ticket.isPractice && <Badge tone="accent">{t('ticket.practice')}</Badge>}
        {ticket.isSpam && <Badge tone="danger">{t('ticket.spam')}</Badge>}
      </div>
      <TicketLinks page={page} />
    </header>
  );
}
