import { Bell, BellOff } from 'lucide-react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useFollowing } from './use-following.ts';

export function FollowButton({ ticket }: { readonly ticket: TicketPage['ticket'] }) {
  const { label, toggle } = useFollowing(ticket);
  return (
    <IconButton
      label={label}
      icon={ticket.isFollowed ? <BellOff /> : <Bell />}
      isActive={ticket.isFollowed}
      onPress={toggle}
    />
  );
}
