import { Flag, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClockExplanation } from '#contract/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ClockPictureDay } from './clock-picture-day.tsx';
import { frameOf } from './picture-share.ts';

/** The clock on the days it runs through, one row each, so that one sees why it is due when it is. */
export function ClockPicture({ sum }: { readonly sum: ClockExplanation }) {
  const t = useTranslation();
  const { days, timeZone } = sum.picture;
  return (
    <figure className="m-0 flex flex-col gap-1.5">
      <figcaption className="flex flex-wrap justify-between gap-x-3 text-small">
        <span className="font-medium">{t('ticket.picture')}</span>
        <span className="text-tiny text-faint">
          {t('ticket.picture.zone', { timeZone: timeZone.replaceAll('_', ' ') })}
        </span>
      </figcaption>
      <ol aria-label={t('ticket.picture')} className="m-0 flex list-none flex-col gap-0.5 p-0">
        {days.map((day) => (
          <ClockPictureDay key={day.date} sum={sum} day={day} />
        ))}
      </ol>
      <Hours sum={sum} />
      <Legend sum={sum} />
    </figure>
  );
}

/** The hours under the rows: of the whole day by number, of some hours by the time. */
function Hours({ sum }: { readonly sum: ClockExplanation }) {
  const format = useFormat(sum.picture.timeZone);
  const [day] = sum.picture.days;
  if (day === undefined) return null;
  const frame = frameOf(sum, day);
  const [from, to] = [Date.parse(frame.from), Date.parse(frame.to)];
  const ticks =
    frame === day
      ? [0, 6, 12, 18, 24].map((hour) => format.number(hour))
      : [from, (from + to) / 2, to].map((at) => format.time(at));
  return (
    <div
      aria-hidden
      className="ms-16 flex justify-between text-tiny leading-3 text-faint tabular-nums"
    >
      {ticks.map((tick) => (
        <span
          key={tick}
          className="flex w-0 justify-center whitespace-nowrap first:justify-start last:justify-end"
        >
          <bdi>{tick}</bdi>
        </span>
      ))}
    </div>
  );
}

function Legend({ sum }: { readonly sum: ClockExplanation }) {
  const t = useTranslation();
  const { days, endedAt } = sum.picture;
  const has = (kind: 'counted' | 'paused' | 'open') => days.some((day) => day[kind].length > 0);
  return (
    <ul
      aria-hidden
      className="m-0 flex list-none flex-wrap gap-x-3 gap-y-0.5 p-0 text-tiny text-muted"
    >
      <Sign mark={<Play className="size-2.5 fill-current rtl:-scale-x-100" />}>
        {t('ticket.picture.start')}
      </Sign>
      {sum.dueAt !== null && (
        <Sign mark={<Flag className="size-2.5 fill-current text-danger-ink" />}>
          {t('ticket.picture.due')}
        </Sign>
      )}
      <Sign mark={<span className="h-3 border-s-2 border-dotted border-ink" />}>
        {t(endedAt === null ? 'ticket.picture.now' : 'ticket.picture.end')}
      </Sign>
      {has('counted') && <Sign mark={<Swatch look="bg-accent" />}>{t('ticket.picture.gone')}</Sign>}
      {has('counted') && endedAt === null && (
        <Sign mark={<Swatch look="border border-accent bg-accent-soft" />}>
          {t('ticket.picture.left')}
        </Sign>
      )}
      {has('open') && (
        <Sign mark={<Swatch look="bg-line-strong" />}>{t('ticket.picture.open')}</Sign>
      )}
      {has('paused') && (
        <Sign mark={<Swatch look="hatched border border-control" />}>
          {t('ticket.picture.paused')}
        </Sign>
      )}
      <Sign mark={<Swatch look="border border-line bg-sunken" />}>
        {t('ticket.picture.closed')}
      </Sign>
    </ul>
  );
}

function Sign({ mark, children }: { readonly mark: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-1">
      {mark}
      {children}
    </li>
  );
}

function Swatch({ look }: { readonly look: string }) {
  return <span className={`size-2.5 rounded-small ${look}`} />;
}
