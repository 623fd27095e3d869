import { Bell, BellOff, Ellipsis, Merge, Phone } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useCommands } from '../../lib/command.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { useFollowing } from './use-following.ts';

const CallDialog = lazy(async () => ({
  default: (await import('./call-dialog.tsx')).CallDialog,
}));
const MergeTicketDialog = lazy(async () => ({
  default: (await import('./merge-ticket-dialog.tsx')).MergeTicketDialog,
}));

type MoreMenuProps = {
  readonly page: TicketPage;
  /** Whether following stands here too, for want of room beside it. */
  readonly follows: boolean;
};

/** What is done with a ticket now and then; the palette offers the same. */
export function MoreMenu({ page, follows }: MoreMenuProps) {
  const t = useTranslation();
  const [asked, setAsked] = useState<'call' | 'merge' | null>(null);
  const close = () => setAsked(null);
  const following = useFollowing(page.ticket);
  const actions = [
    follows && {
      id: 'ticket.follow',
      label: following.label,
      icon: page.ticket.isFollowed ? <BellOff /> : <Bell />,
      run: following.toggle,
    },
    page.can.includes('log_call') && {
      id: 'ticket.call',
      label: t('ticket.call.log'),
      icon: <Phone />,
      run: () => setAsked('call'),
    },
    page.can.includes('merge') && {
      id: 'ticket.merge',
      label: t('ticket.merge'),
      icon: <Merge />,
      run: () => setAsked('merge'),
    },
  ].filter((action) => action !== false) satisfies readonly MenuAction[];
  useCommands(actions.map(({ id, label, icon, run }) => ({ id, title: label, icon, run })));
  if (actions.length === 0) return null;
  return (
    <>
      <Menu
        label={t('ticket.more')}
        trigger={<IconButton label={t('ticket.more')} icon={<Ellipsis />} />}
        groups={[{ actions }]}
      />
      <Suspense fallback={null}>
        {asked === 'call' && <CallDialog page={page} onClose={close} />}
        {asked === 'merge' && <MergeTicketDialog page={page} onClose={close} />}
      </Suspense>
    </>
  );
}
