import { useMemo, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import type { HolidayFeedReading } from '#contract/holiday.ts';
import { dayMs, instant } from '#domain/kernel/instant.ts';
import type { Holiday } from '#domain/sla/calendar.ts';
import {
  feedChanges,
  type HolidayChange,
  withChange,
  writtenHoliday,
} from '#domain/sla/holiday-days.ts';
import { dateTextOf } from '#domain/sla/local-date.ts';
import { isKnownTimeZone, toLocalMs } from '#domain/sla/zone.ts';
import { useServerNow } from '../../../../lib/server-time.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Banner } from '../../../../ui/banner.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Isolate } from '../../../../ui/isolate.tsx';
import { toast } from '../../../../ui/toast.tsx';
import { useDayText } from './day-text.ts';

type Props = {
  readonly reading: HolidayFeedReading;
  readonly document: CalendarDocument;
  readonly onTake: (part: Partial<CalendarDocument>) => void;
  readonly onClose: () => void;
};

/** What an address has changed for the draft, to be ticked name by name. Publishes nothing. */
export function ChangesDialog({ reading, document, onTake, onClose }: Props) {
  const t = useTranslation();
  const { feed } = reading;
  const changes = useChanges(reading, document);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const chosen = changes.filter((_, index) => !left.has(index));
  const take = () => {
    let holidays: readonly Holiday[] = document.holidays;
    for (const change of chosen) holidays = withChange(holidays, change, feed.id);
    onTake({ holidays: holidays.map((each) => writtenHoliday(each)) });
    toast({ text: t('holiday.added'), tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      title={t('holiday.changes', { name: feed.name })}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.close')}</Button>
          {changes.length > 0 && (
            <Button variant="primary" isDisabled={chosen.length === 0} onPress={take}>
              {t('holiday.add', { count: chosen.length })}
            </Button>
          )}
        </>
      }
    >
      {changes.length === 0 ? (
        <Banner tone="good">{t('holiday.changes.none')}</Banner>
      ) : (
        <p className="text-pretty text-muted">{t('holiday.changes.hint')}</p>
      )}
      <ul className="divide-y divide-line">
        {changes.map((change, index) => (
          <ChangeRow
            key={index}
            change={change}
            isTicked={!left.has(index)}
            onTick={(isTicked) => {
              const next = new Set(left);
              if (isTicked) next.delete(index);
              else next.add(index);
              setLeft(next);
            }}
          />
        ))}
      </ul>
    </Dialog>
  );
}

/** Against the draft, which may have gone on since the version that the server compared with. */
function useChanges(reading: HolidayFeedReading, document: CalendarDocument): HolidayChange[] {
  const nowMs = useServerNow(3_600_000);
  return useMemo(() => {
    const { timeZone, holidays } = document;
    const zone = isKnownTimeZone(timeZone) ? timeZone : 'UTC';
    const today = dateTextOf(Math.floor(toLocalMs(zone, instant(Math.floor(nowMs))) / dayMs));
    const entries = reading.items.map(({ entry }) => entry);
    return feedChanges(holidays, entries, { feedId: reading.feed.id, today });
  }, [reading, document, nowMs]);
}

function ChangeRow(props: {
  readonly change: HolidayChange;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
}) {
  const t = useTranslation();
  const text = useDayText();
  const { name, added, gone } = props.change;
  const list = (days: readonly string[]) => days.map(text.day).join(' · ');
  return (
    <li className="py-1.5">
      <Checkbox
        isSelected={props.isTicked}
        onChange={props.onTick}
        label={<Isolate>{name === '' ? t('sla.calendar.holiday') : name}</Isolate>}
        description={
          <span className="flex flex-col">
            {added.length > 0 && <span>{t('holiday.changes.added', { days: list(added) })}</span>}
            {gone.length > 0 && <span>{t('holiday.changes.gone', { days: list(gone) })}</span>}
          </span>
        }
      />
    </li>
  );
}
