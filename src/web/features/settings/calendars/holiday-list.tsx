import { CalendarPlus, Plus } from 'lucide-react';
import type { Holiday } from '#contract/calendar.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../security/page-frame.tsx';
import { withItem } from '../use-document.ts';
import { HolidayRow } from './holiday-row.tsx';

type Props = {
  readonly holidays: readonly Holiday[];
  readonly onChange: (holidays: Holiday[]) => void;
  readonly today: string;
  /** Names of the kept addresses, by id. */
  readonly feedNames: ReadonlyMap<string, string>;
  readonly onImport: () => void;
};

/** Days on which nobody works: once, year by year, over several days, or only for some hours. */
export function HolidayList({ holidays, onChange, today, feedNames, onImport }: Props) {
  const t = useTranslation();
  const added: Holiday = {
    name: '',
    on: { kind: 'dates', dates: [today] },
    closedHours: 'whole_day',
  };
  return (
    <Section
      title={t('sla.calendar.holidays')}
      hint={t('sla.calendar.holidaysHint')}
      action={
        <span className="flex flex-wrap gap-2">
          <Button icon={<CalendarPlus />} onPress={onImport}>
            {t('holiday.import')}
          </Button>
          <Button icon={<Plus />} onPress={() => onChange([...holidays, added])}>
            {t('sla.calendar.addHoliday')}
          </Button>
        </span>
      }
    >
      {holidays.length > 0 && (
        <ul className="divide-y divide-line">
          {holidays.map((holiday, index) => (
            <HolidayRow
              key={index}
              holiday={holiday}
              path={`holidays.${index}`}
              feedName={feedNames.get(holiday.feedId ?? '') ?? null}
              onChange={(next) => onChange(withItem(holidays, index, next))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
