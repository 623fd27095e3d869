import { useRouter } from '@tanstack/react-router';
import type { Notification as Notice } from '#contract/notification.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import { chime } from './chime.ts';
import { noticeHref, noticeWords, ticketWords } from './notice-words.ts';
import { mayDisturb } from './quiet.ts';

/**
 * Tells one notice beyond the bell: on the desktop when the page is out of sight, and a page in
 * sight by a word and a sound. Quiet hours hold back everything but pages.
 */
export function useDisturb(): (notice: Notice) => void {
  const t = useTranslation();
  const router = useRouter();
  const { agent, workspace } = useSignedIn();
  const { notifications: choices, presence } = agent;
  return (notice) => {
    const at = { choices, presence, timeZone: workspace.timeZone, nowMs: serverNow() };
    if (!mayDisturb(notice.urgency, at)) return;
    const href = noticeHref(notice);
    const open = () => {
      window.focus();
      if (href !== null) void router.navigate({ href });
    };
    const title = noticeWords(t, notice);
    const body = ticketWords(notice);
    const isHidden = document.visibilityState === 'hidden' || !document.hasFocus();
    if (isHidden && choices.desktop) showOnDesktop({ notice, title, body, open });
    if (notice.urgency !== 'page') return;
    chime();
    toast({
      tone: 'bad',
      text: body === '' ? title : `${title} · ${body}`,
      action: { label: t('common.open'), run: open },
    });
  };
}

function showOnDesktop(shown: {
  readonly notice: Notice;
  readonly title: string;
  readonly body: string;
  readonly open: () => void;
}): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const desktop = new Notification(shown.title, {
      body: shown.body,
      // Several pages of one person show it once.
      tag: shown.notice.id,
      requireInteraction: shown.notice.urgency === 'page',
    });
    desktop.addEventListener('click', () => {
      shown.open();
      desktop.close();
    });
  } catch (error) {
    // Phones allow it from a service worker only; the bell still counts.
    console.warn('this browser shows no desktop notices', error);
  }
}
