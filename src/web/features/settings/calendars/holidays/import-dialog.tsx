import { useEffect, useRef, useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import { useIsPhone } from '../../../../lib/media.ts';
import { useServerNow } from '../../../../lib/server-time.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { SkeletonRows } from '../../../../ui/skeleton.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import { toast } from '../../../../ui/toast.tsx';
import { ChoiceSet } from '../../choice-set.tsx';
import { AddressForm } from './address-form.tsx';
import { CountryForm } from './country-form.tsx';
import { FileForm } from './file-form.tsx';
import { ProposalList } from './proposal-list.tsx';
import { ReadingFault } from './reading-fault.tsx';
import { type Asked, useReading } from './use-reading.ts';

type Props = {
  readonly document: CalendarDocument;
  /** Null for a calendar that was never saved. */
  readonly calendarId: string | null;
  readonly onTake: (part: Partial<CalendarDocument>) => void;
  readonly onClose: () => void;
};

type Way = 'country' | 'file' | 'address';

/** Proposes holidays and takes those that are ticked into the draft. Saves nothing of it. */
export function ImportDialog({ document, calendarId, onTake, onClose }: Props) {
  const t = useTranslation();
  const [way, setWay] = useState<Way>('country');
  const thisYear = new Date(useServerNow(3_600_000)).getUTCFullYear();
  const [years, setYears] = useState<string[]>([String(thisYear), String(thisYear + 1)]);
  const { reading, ticked, setTicked, taken } = useReading({
    document,
    calendarId,
    years: years.map(Number),
  });
  const answer = useAnswerInSight(reading.data ?? reading.error);
  // An answer that came after another way was chosen has ticks but no list.
  const count = (reading.data?.items ?? []).filter(({ id }) => ticked.has(id)).length;
  const form = {
    isPending: reading.isPending,
    onAsk: (asked: Asked) => reading.mutate(asked),
  };
  const tabs = [
    { id: 'country', label: t('holiday.byCountry'), content: <CountryForm {...form} /> },
    { id: 'file', label: t('holiday.byFile'), content: <FileForm {...form} /> },
    {
      id: 'address',
      label: t('holiday.byAddress'),
      content: <AddressForm {...form} mayKeep={calendarId !== null} />,
    },
  ] as const;
  return (
    <Dialog
      title={t('holiday.import')}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={count === 0}
            onPress={() => {
              onTake(taken());
              toast({ text: t('holiday.added'), tone: 'good' });
              onClose();
            }}
          >
            {t('holiday.add', { count })}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{t('holiday.import.hint')}</p>
      <ChoiceSet
        label={t('holiday.years')}
        options={[-1, 0, 1, 2, 3].map((by) => {
          const year = String(thisYear + by);
          return { id: year, label: year };
        })}
        chosen={years}
        onChange={setYears}
      />
      <Tabs
        label={t('holiday.import')}
        className="shrink-0 outline-none [&_[role=tabpanel]]:pt-3"
        tabs={tabs}
        selected={way}
        onSelect={(next) => {
          setWay(next);
          reading.reset();
          setTicked(new Set());
        }}
      />
      {reading.isPending && <SkeletonRows count={5} rowPx={28} />}
      <div ref={answer} className="flex shrink-0 flex-col gap-4 empty:hidden">
        {reading.isError && <ReadingFault error={reading.error} />}
        {reading.data && (
          <ProposalList {...reading.data} document={document} ticked={ticked} onTick={setTicked} />
        )}
      </div>
    </Dialog>
  );
}

/** On a phone the answer lies below the question, where nobody would see that it has come. */
function useAnswerInSight(answer: unknown) {
  const place = useRef<HTMLDivElement>(null);
  const isPhone = useIsPhone();
  useEffect(() => {
    if (isPhone && answer !== null) place.current?.scrollIntoView({ block: 'start' });
  }, [isPhone, answer]);
  return place;
}
