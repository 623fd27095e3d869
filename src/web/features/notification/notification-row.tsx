import {
  AlarmClock,
  AtSign,
  BellRing,
  Check,
  CornerUpLeft,
  Flame,
  Frown,
  type LucideIcon,
  MailX,
  MessageSquare,
  Moon,
  PlugZap,
  TrendingUp,
  UserCheck,
  UserMinus,
  X,
  TriangleAlert,
} from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import type { Notification as Notice } from '#contract/notification.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { noticeHref, noticeWords, ticketWords } from './notice-words.ts';
import { useOpenNotice } from './use-notices.ts';

type NotificationRowProps = { readonly notice: Notice; readonly onLeave: () => void };

/** One notice: what, about which ticket, when. A press leads there and marks it. */
export function NotificationRow({ notice, onLeave }: NotificationRowProps) {
  const t = useTranslation();
  const format = useFormat();
  const open = useOpenNotice();
  const nowMs = useServerNow(60_000);
  const isUnread = notice.readAt === null;
  const isPage = notice.urgency === 'page';
  const Icon = icons[notice.about];
  return (
    <li className="border-b border-line last:border-0">
      <Button
        className={classNames(
          'flex w-full cursor-default items-start gap-2 px-3 py-2 text-start -outline-offset-2 data-hovered:bg-hover',
          isUnread && 'bg-selected/50',
        )}
        onPress={() => {
          open(notice, noticeHref(notice));
          onLeave();
        }}
      >
        <Icon
          aria-hidden
          className={classNames(
            'mt-0.5 size-4 shrink-0',
            isPage ? 'text-breached-ink' : 'text-muted',
          )}
        />
        <span className="min-w-0 grow">
          <span className={classNames('block text-pretty', isUnread && 'font-medium')}>
            {isPage && <span className="sr-only">{t('notification.page')}: </span>}
            {noticeWords(t, notice)}
          </span>
          <span className="block truncate text-small text-muted">
            <bdi>{ticketWords(notice)}</bdi>
          </span>
          <span className="block text-small text-faint">
            {format.relative(notice.createdAt, nowMs)}
            {notice.alsoCount > 0 && ` · ${t('notification.also', { count: notice.alsoCount })}`}
          </span>
        </span>
        {isUnread && (
          <span
            role="img"
            aria-label={t('notification.unread')}
            className="mt-1.5 size-2 shrink-0 rounded-full bg-accent"
          />
        )}
      </Button>
    </li>
  );
}

const icons: Readonly<Record<Notice['about'], LucideIcon>> = {
  hop_offered: BellRing,
  clock_breached: Flame,
  clock_warning: AlarmClock,
  close_by_over: AlarmClock,
  close_by_near: AlarmClock,
  hop_timed_out: AlarmClock,
  conflict_hostile: Frown,
  bad_feedback: Frown,
  hop_told: TrendingUp,
  hop_passed_on: TrendingUp,
  hop_declined: X,
  hop_handed_back: CornerUpLeft,
  hop_solved: Check,
  escalation_closed: Check,
  hop_acknowledged: UserCheck,
  hop_unacknowledged: UserMinus,
  assigned: UserCheck,
  delivery_failed: MailX,
  mentioned: AtSign,
  customer_replied: MessageSquare,
  idle: Moon,
  pause_ended: Moon,
  snooze_ended: Moon,
  webhook_disabled: PlugZap,
  engine_stuck: TriangleAlert,
};
