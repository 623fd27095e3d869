import { Bell, Flame, Moon, Star, TrendingUp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TimelineEntry } from '../../ui/timeline.tsx';
import { breachActions, type FutureMoment, futureSentence } from './future-words.ts';

type FutureLineProps = { readonly moment: FutureMoment; readonly page: TicketPage };

/** One thing that will happen by itself, and when. */
export function FutureLine({ moment: { event, mark }, page }: FutureLineProps) {
  const t = useTranslation();
  const format = useFormat();
  const people = useDirectory();
  const nowMs = useServerNow(60_000);
  const isToday = format.date(event.at) === format.date(nowMs);
  const wording = { t, format, people, page };
  const when = isToday ? format.time(event.at) : format.dateWith(event.at, momentStyle);
  return (
    <TimelineEntry
      at={event.at}
      weight="future"
      icon={icons[event.kind] ?? <Bell />}
      when={`${when} · ${format.relative(event.at, nowMs)}`}
      detail={mark === null ? null : <p className="text-small">{breachActions(mark, wording)}</p>}
    >
      {futureSentence(event, wording)}
    </TimelineEntry>
  );
}

const momentStyle = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

const icons: Readonly<Record<string, ReactNode>> = {
  hop_offered: <TrendingUp className="rtl:-scale-x-100" />,
  mark_reached: <Flame />,
  clock_breached: <TriangleAlert />,
  snooze_ends: <Moon />,
  feedback_asked: <Star />,
};
