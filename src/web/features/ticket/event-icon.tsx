import {
  Angry,
  Bell,
  Check,
  CircleDot,
  CornerUpLeft,
  Flag,
  Flame,
  Languages,
  Merge,
  MailX,
  Moon,
  Pencil,
  ShieldAlert,
  Smile,
  Sparkles,
  Split,
  Tag,
  Timer,
  TrendingUp,
  TriangleAlert,
  Undo2,
  User,
} from 'lucide-react';
import type { ReactNode } from 'react';

/** The sign of an event by its code; the first beginning in the list that fits counts. */
export function eventIcon(code: string): ReactNode {
  return (
    Object.entries(icons).find(([beginning]) => code.startsWith(beginning))?.[1] ?? <CircleDot />
  );
}

const icons: Readonly<Record<string, ReactNode>> = {
  'clock.breached': <TriangleAlert />,
  'clock.mark_reached': <Flame />,
  'clock.': <Timer />,
  'escalation.started': <TrendingUp className="rtl:-scale-x-100" />,
  'escalation.closed': <Check />,
  'escalation.': <CornerUpLeft className="rtl:-scale-x-100" />,
  'hop.acknowledged': <Check />,
  'hop.unacknowledged': <Undo2 className="rtl:-scale-x-100" />,
  'hop.ended.solved': <Check />,
  'hop.ended.handed_back': <CornerUpLeft className="rtl:-scale-x-100" />,
  'hop.ended.declined': <Undo2 className="rtl:-scale-x-100" />,
  'hop.ended.timed_out': <TriangleAlert />,
  'hop.': <TrendingUp className="rtl:-scale-x-100" />,
  'ticket.created.split': <Split className="rtl:-scale-x-100" />,
  'ticket.created': <Sparkles />,
  'ticket.merge': <Merge />,
  'ticket.split': <Split className="rtl:-scale-x-100" />,
  'ticket.state_changed.solved': <Check />,
  'ticket.state_changed': <CircleDot />,
  'ticket.priority_changed': <Flag />,
  'ticket.assigned': <User />,
  'ticket.tags_changed': <Tag />,
  'ticket.subject_changed': <Pencil />,
  'ticket.language_changed': <Languages />,
  'ticket.snoozed': <Moon />,
  'ticket.woken': <Bell />,
  'ticket.reminded': <Bell />,
  'ticket.idle_noticed': <Bell />,
  'ticket.marked_spam': <ShieldAlert />,
  'message.failed': <MailX />,
  'message.recalled': <Undo2 className="rtl:-scale-x-100" />,
  'feedback.': <Smile />,
  'conflict.': <Angry />,
};
