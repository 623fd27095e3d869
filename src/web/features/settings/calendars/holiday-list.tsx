import { Plus } from 'lucide-react';
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
};

/** Days on which nobody works: once, year by year, over several days, or only for some hours. */
export function HolidayList({ holidays, onChange, today }: Props) {
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
        <Button icon={<Plus />} onPress={() => onChange([...holidays, added])}>
          {t('sla.calendar.addHoliday')}
        </Button>
      }
    >
      {holidays.length > 0 && (
        <ul className="divide-y divide-line">
          {holidays.map((holiday, index) => (
            <HolidayRow
              key={index}
              holiday={holiday}
              onChange={(next) => onChange(withItem(holidays, index, next))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
