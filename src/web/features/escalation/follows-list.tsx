import type { FutureEvent } from '#contract/timeline.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { momentWords } from './moment-words.ts';
import { followsWords } from './words.ts';

/** What follows, step by step, when nobody acts. */
export function FollowsList({ events }: { readonly events: readonly FutureEvent[] }) {
  const t = useTranslation();
  const format = useFormat();
  const nowMs = useServerNow(60_000);
  const lines = events.flatMap((event) => {
    const words = followsWords(t, format, event);
    if (words === null) return [];
    const time = momentWords(format, event.at, nowMs);
    const isEstimate = event.detail['isEstimate'] === true;
    const when = isEstimate ? t('escalation.future.about', { time }) : time;
    return [{ key: `${event.at} ${words}`, when, words }];
  });
  if (lines.length === 0) return <p className="text-muted">{t('escalation.future.none')}</p>;
  return (
    <ol className="m-0 flex list-none flex-col gap-0.5 p-0">
      {lines.map(({ key, when, words }) => (
        <li key={key} className="flex gap-2">
          <span className="shrink-0 text-muted tabular-nums">{when}</span>
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </li>
      ))}
    </ol>
  );
}
