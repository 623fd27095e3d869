import { Flag, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClockExplanation } from '#contract/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import {
  beginsIn,
  endsIn,
  frameOf,
  type PictureDay,
  shareOf,
  splitAt,
  type Stretch,
} from './picture-share.ts';
import { useDayWords } from './use-day-words.ts';

type ClockPictureDayProps = { readonly sum: ClockExplanation; readonly day: PictureDay };

/**
 * One day of a clock: its hours from edge to edge, what of them is open, what counts (what is gone
 * is solid, what is left is outlined), the pauses over it, and the moments that lie in it. Who
 * listens hears the same in words.
 */
export function ClockPictureDay({ sum, day }: ClockPictureDayProps) {
  const t = useTranslation();
  const format = useFormat(sum.picture.timeZone);
  const words = useDayWords(sum);
  const { now, endedAt } = sum.picture;
  const present = endedAt ?? now;
  const frame = frameOf(sum, day);
  const weekday = format.dateWith(day.from, { weekday: 'short' });
  const holidays = format.list(day.holidays);
  return (
    <li>
      {day.gapBefore > 0 && (
        <p className="ms-16 text-center text-tiny text-faint">
          ⋯ {t('ticket.picture.gap', { days: day.gapBefore })} ⋯
        </p>
      )}
      <span className="sr-only">{words(day)}</span>
      <div aria-hidden className="flex items-center" title={holidays}>
        <span className="w-16 shrink-0 truncate text-tiny text-muted tabular-nums">
          <bdi>{weekday}</bdi> <bdi>{format.dateWith(day.from, { day: 'numeric' })}</bdi>
        </span>
        <div className="relative h-4 min-w-0 grow rounded-small border border-line bg-sunken">
          <Bars frame={frame} stretches={day.open} look="inset-y-0 bg-line-strong" />
          {day.counted.map((stretch) => {
            const { before, after } = splitAt(stretch, present);
            return (
              <span key={stretch.from}>
                <Bars
                  frame={frame}
                  stretches={after}
                  look="inset-y-0.5 border border-accent bg-accent-soft"
                />
                <Bars frame={frame} stretches={before} look="inset-y-0.5 bg-accent" />
              </span>
            );
          })}
          <Bars
            frame={frame}
            stretches={day.paused}
            look="hatched inset-y-0.5 border border-control bg-raised"
          />
          {day.holidays.length > 0 && (
            <span className="absolute inset-0 truncate px-1 text-tiny leading-3.5 text-muted">
              <bdi>{holidays}</bdi>
            </span>
          )}
          <Moment frame={frame} at={endsIn(day, present) ? present : null}>
            <span className="block h-full border-s-2 border-dotted border-ink" />
          </Moment>
          <Moment frame={frame} at={beginsIn(day, sum.startedAt) ? sum.startedAt : null}>
            <Play className="absolute start-0 top-0.5 size-2.5 fill-current rtl:-scale-x-100" />
          </Moment>
          <Moment
            frame={frame}
            at={sum.dueAt !== null && endsIn(day, sum.dueAt) ? sum.dueAt : null}
          >
            <span className="block h-full border-s-2 border-danger" />
            <Flag className="absolute start-0 -top-1.5 size-3 fill-current text-danger-ink rtl:-scale-x-100" />
          </Moment>
        </div>
      </div>
    </li>
  );
}

function Bars(props: {
  readonly frame: Stretch;
  readonly stretches: readonly Stretch[];
  readonly look: string;
}) {
  const { frame, stretches, look } = props;
  return stretches.map(({ from, to }) => {
    const [start, end] = [shareOf(frame, from), shareOf(frame, to)];
    if (start === end) return null;
    return (
      <span
        key={from}
        style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${(end - start) * 100}%` }}
        className={`absolute rounded-[2px] ${look}`}
      />
    );
  });
}

/** A moment in its row; nothing where it lies in another. */
function Moment(props: {
  readonly frame: Stretch;
  readonly at: string | null;
  readonly children: ReactNode;
}) {
  const { frame, at, children } = props;
  if (at === null) return null;
  return (
    <span
      style={{ insetInlineStart: `${shareOf(frame, at) * 100}%` }}
      className="absolute -inset-y-px z-10 w-0"
    >
      {children}
    </span>
  );
}
