import type { ClockExplanation } from '#contract/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { beginsIn, endsIn, type PictureDay, type Stretch } from './picture-share.ts';

/** A day of a clock in words: what is open, what counts, pauses, holidays and the moments in it. */
export function useDayWords(sum: ClockExplanation): (day: PictureDay) => string {
  const t = useTranslation();
  const format = useFormat(sum.picture.timeZone);
  const { now, endedAt } = sum.picture;
  return (day) => {
    const timeOf = (at: string) => (at === day.to ? '24:00' : format.time(at));
    const times = (stretches: readonly Stretch[]) =>
      format.list(stretches.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`));
    const moments = [
      [t('ticket.picture.start'), sum.startedAt, beginsIn],
      [t(endedAt === null ? 'ticket.picture.now' : 'ticket.picture.end'), endedAt ?? now, endsIn],
      [t('ticket.picture.due'), sum.dueAt, endsIn],
    ] as const;
    const said = [
      day.open.length === 0
        ? t('ticket.picture.day.closed')
        : t('ticket.picture.day.open', { times: times(day.open) }),
      day.holidays.length > 0 &&
        t('ticket.picture.day.holiday', { names: format.list(day.holidays) }),
      day.counted.length > 0 && t('ticket.picture.day.counts', { times: times(day.counted) }),
      day.paused.length > 0 && t('ticket.picture.day.paused', { times: times(day.paused) }),
      ...moments.map(
        ([what, at, isHere]) =>
          at !== null &&
          isHere(day, at) &&
          t('ticket.picture.day.moment', { what, time: timeOf(at) }),
      ),
    ].filter((words) => words !== false);
    const date = format.dateWith(day.from, { weekday: 'long', day: 'numeric', month: 'long' });
    return `${date}: ${said.join('; ')}`;
  };
}
