import { useQuery } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { LiveEvent } from '#contract/live.ts';
import {
  countNotifications,
  listNotifications,
  markNotification,
  markNotifications,
  type Notification as Notice,
  type NotificationCount,
} from '#contract/notification.ts';
import { call } from '../../lib/api.ts';
import { queryClient, queryOf, refresh } from '../../lib/query.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useLiveEvents } from '../../lib/use-live.ts';
import { type News, newsSince } from './news.ts';
import { useDisturb } from './use-disturb.ts';

const countQuery = queryOf(countNotifications);
const nothing: NotificationCount = { unreadCount: 0, unreadPageCount: 0, newestId: null };

/**
 * One change brings several events, which are answered by one question at once; on a busy desk no
 * more than two questions a second are asked.
 */
const gatherMs = 40;
const paceMs = 500;

/** What tells nobody anything; every other event may have come with a notice. */
const silent =
  /^(clock\.(started|paused|resumed|fulfilled|cancelled|retargeted)|ticket\.(tags|subject|language|issue_type)_changed)$/;

/** The bell: how much is unread, kept up to date, and what comes is told as the person chose. */
export function useNotices(): NotificationCount {
  const count = useQuery(countQuery).data ?? null;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const askedAtMs = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents((event: LiveEvent) => {
    if (event.ticketId === null || silent.test(event.type)) return;
    const waitMs = Math.max(gatherMs, askedAtMs.current + paceMs - Date.now());
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      askedAtMs.current = Date.now();
      void refresh('notifications');
    }, waitMs);
  });
  useTellNew(count?.newestId);
  useReadOnSight(count?.unreadCount ?? 0);
  return count ?? nothing;
}

/** One for all bells of the page, so that none tells again what another has told. */
let told: { readonly agentId: string; readonly news: News } | null = null;

/** Tells what came since the page was opened, once. */
function useTellNew(newestId: string | null | undefined): void {
  const disturb = useDisturb();
  const agentId = useSignedIn().agent.id;
  const tell = useEffectEvent(async (from: News) => {
    const query = { limit: 10, isUnread: 'true' as const };
    const { items } = await call(listNotifications, { query });
    for (const notice of from.take(items)) disturb(notice);
  });
  useEffect(() => {
    if (newestId === undefined) return;
    if (told?.agentId !== agentId) {
      told = { agentId, news: newsSince(newestId) };
      return;
    }
    tell(told.news).catch((error: unknown) => console.error('notices could not be read', error));
  }, [newestId, agentId]);
}

/** Whoever looks at a ticket has seen what was told about it. */
function useReadOnSight(unreadCount: number): void {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const ticketId = /^\/inbox\/[^/]+\/([0-9a-f-]{36})$/.exec(pathname)?.[1] ?? null;
  useEffect(() => {
    if (ticketId === null || unreadCount === 0) return undefined;
    const read = () => {
      if (document.visibilityState === 'visible') void markRead({ ticketId });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [ticketId, unreadCount]);
}

/** Marks as read: everything, or what was told about one ticket. */
export async function markRead(which: { ticketId?: string; upToId?: string }): Promise<void> {
  try {
    keepCount(await call(markNotifications, { body: which }));
  } catch (error) {
    // It stays unread and is shown again: nothing is lost by it.
    console.error('notices could not be marked', error);
  }
}

/** Marks one and goes where it can be acted on. */
export function useOpenNotice(): (notice: Notice, href: string | null) => void {
  const router = useRouter();
  return (notice, href) => {
    const params = { notificationId: notice.id };
    call(markNotification, { params, body: { isRead: true } }).then(keepCount, (error: unknown) =>
      console.error('a notice could not be marked', error),
    );
    if (href !== null) void router.navigate({ href });
  };
}

function keepCount(count: NotificationCount): void {
  queryClient.setQueryData(countQuery.queryKey, count);
  void refresh('notifications', listNotifications.url);
}
