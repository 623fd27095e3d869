import type { HolidayProposal } from '#contract/holiday.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Badge } from '../../../../ui/badge.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { Isolate } from '../../../../ui/isolate.tsx';
import { useWeekdayNames } from '../weekday-names.ts';
import { useDayText } from './day-text.ts';
import { isForAll } from './use-reading.ts';

type Props = {
  readonly proposal: HolidayProposal;
  readonly isTicked: boolean;
  /** The draft has it already. */
  readonly isTaken: boolean;
  readonly onTick: (isTicked: boolean) => void;
};

/** One proposed day or run of days: when, what, how it is known. */
export function ProposalRow({ proposal, isTicked, isTaken, onTick }: Props) {
  const t = useTranslation();
  const weekdays = useWeekdayNames('long');
  const text = useDayText();
  const { entry, origin, source, note } = proposal;
  const name = entry.kind === 'closed' ? entry.holiday.name : entry.day.name;
  const hours =
    entry.kind === 'closed' && entry.holiday.closedHours !== 'whole_day'
      ? entry.holiday.closedHours.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')
      : null;
  const when = entry.kind === 'closed' ? text.dates(entry.holiday.on) : text.day(entry.day.date);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-0.5">
      <Checkbox
        className="w-full min-w-0 desk:w-80"
        isSelected={isTicked}
        isDisabled={isTaken}
        onChange={onTick}
        label={<Isolate>{name === '' ? t('sla.calendar.holiday') : name}</Isolate>}
      />
      <span className="w-full shrink-0 ps-6 text-muted desk:w-60 desk:ps-0">
        {when}{' '}
        {hours !== null && (
          <span dir="ltr" data-tabular>
            {hours}
          </span>
        )}
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-1 ps-6 desk:ps-0">
        {entry.kind === 'worked' && (
          <Badge tone="calm">{t('holiday.worked', { weekday: weekdays[entry.day.hoursOf] })}</Badge>
        )}
        {isTaken && <Badge tone="accent">{t('holiday.taken')}</Badge>}
        {!isForAll(proposal) && <Badge>{note ?? t(`holiday.category.${proposal.category}`)}</Badge>}
        {origin !== 'file' && (
          <Badge
            tone={origin === 'convention' ? 'warm' : 'neutral'}
            {...(source !== null && { title: source.title })}
          >
            {t(`holiday.origin.${origin}`)}
          </Badge>
        )}
      </span>
    </li>
  );
}
