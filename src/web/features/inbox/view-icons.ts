import {
  AtSign,
  Flame,
  Inbox,
  type LucideIcon,
  TrendingUp,
  Undo2,
  User,
  UserX,
  Users,
} from 'lucide-react';
import type { TicketView } from '#contract/ticket.ts';

export const viewIcons: Readonly<Record<TicketView, LucideIcon>> = {
  mine: User,
  team: Users,
  unassigned: UserX,
  escalated_to_me: TrendingUp,
  escalated_by_me: Undo2,
  breaching_soon: Flame,
  mentions: AtSign,
  all: Inbox,
};
