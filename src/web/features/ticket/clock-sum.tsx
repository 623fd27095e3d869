import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { type ClockExplanation, explainClock } from '#contract/clock.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ClockPicture } from './clock-picture.tsx';

type ClockSumProps = { readonly ticketId: string; readonly clockId: string };

/** The sum behind a deadline, read when somebody looks: rule, calendar, what counted, what did not. */
export function ClockSum({ ticketId, clockId }: ClockSumProps) {
  const t = useTranslation();
  const ask = queryOf(explainClock, { params: { ticketId, clockId } });
  const { data: sum, error } = useQuery({ ...ask, staleTime: 10_000 });
  if (error !== null) return <p className="text-small text-muted">{problemText(t, error)}</p>;
  if (sum === undefined) return <Skeleton className="w-2/3" />;
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-2 text-small">
      <Rules sum={sum} />
      <ClockPicture sum={sum} />
      <Stretches sum={sum} />
    </div>
  );
}

function Rules({ sum }: { readonly sum: ClockExplanation }) {
  const t = useTranslation();
  const format = useFormat();
  const { calendar, policy, target, setByHand } = sum;
  const version = (each: { readonly name: string; readonly version: number }) =>
    t('ticket.sum.version', { name: each.name, version: each.version });
  const days = 'days' in target ? target.days : 0;
  const lines = [
    [
      'ticket.sum.target',
      [
        target.unit === 'minutes'
          ? format.duration(target.minutes * 60_000)
          : t(`ticket.sum.${target.unit}`, { days }),
      ],
    ],
    ['ticket.sum.policy', policy === null ? null : [version(policy)]],
    [
      'ticket.sum.calendar',
      calendar === null
        ? [t('ticket.sum.always')]
        : [version(calendar), calendar.timeZone.replaceAll('_', ' ')],
    ],
    ['ticket.sum.byHand', setByHand === null ? null : [setByHand.reason]],
    ['ticket.sum.setBy', setByWords(sum, t, format)],
  ] as const;
  return (
    <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
      {lines.map(([label, words]) =>
        words === null ? null : (
          <div key={label} className="contents">
            <dt className="text-muted">{t(label)}</dt>
            <dd className="m-0">
              {words.map((part, index) => (
                <Fragment key={part}>
                  {index > 0 && ' · '}
                  <bdi>{part}</bdi>
                </Fragment>
              ))}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Who set the deadline and when, and whether pauses move it. */
function setByWords(
  { setByHand }: ClockExplanation,
  t: Translate,
  format: Format,
): readonly string[] | null {
  if (setByHand === null) return null;
  const name = setByHand.setBy?.name ?? t('common.unknown');
  const words = [name, format.dateTime(setByHand.setAt)];
  if (setByHand.movesWithPauses) words.push(t('ticket.deadline.moves'));
  return words;
}

/** The stretches that count, day by day, the pauses between them, and the holidays on the way. */
function Stretches({ sum }: { readonly sum: ClockExplanation }) {
  const t = useTranslation();
  const format = useFormat(sum.picture.timeZone);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const pauses = sum.segments.filter(({ state }) => state === 'paused');
  return (
    <ul
      aria-label={t('ticket.sum.counts')}
      className="m-0 flex max-h-40 list-none flex-col gap-0.5 overflow-y-auto p-0"
    >
      {sum.counted.map((stretch) => (
        <li key={stretch.from} className="flex justify-between gap-3">
          <span>
            {format.dateWith(stretch.from, day)}{' '}
            <bdi data-tabular>
              {format.time(stretch.from)}–{format.time(stretch.to)}
            </bdi>
          </span>
          <span data-tabular className="text-muted">
            {format.span(stretch.workingMs)}
          </span>
        </li>
      ))}
      {pauses.map((pause) => (
        <li key={`pause ${pause.from}`} className="text-muted">
          {t('ticket.sum.pause', {
            from: format.dateTime(pause.from),
            to: pause.to === null ? t('ticket.sum.now') : format.dateTime(pause.to),
          })}
        </li>
      ))}
      {sum.closedDates.map(({ date, name }) => (
        <li key={`${date} ${name}`} className="text-muted">
          {t('ticket.sum.closed', { date: format.date(`${date}T12:00:00Z`), name })}
        </li>
      ))}
    </ul>
  );
}
