import { useState } from 'react';
import type { CalendarDocument } from '#contract/calendar.ts';
import type { HolidayProposal } from '#contract/holiday.ts';
import { hasEntry } from '#domain/sla/holiday-days.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Banner } from '../../../../ui/banner.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { TextLink } from '../../../../ui/text-link.tsx';
import { ProposalRow } from './proposal-row.tsx';
import { isForAll } from './use-reading.ts';

type Props = {
  readonly items: readonly HolidayProposal[];
  readonly leftOutCount: number;
  readonly document: CalendarDocument;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
};

/** What was found, year by year, to be ticked. */
export function ProposalList({ items, leftOutCount, document, ticked, onTick }: Props) {
  const t = useTranslation();
  const [isAll, setAll] = useState(false);
  const shown = items.filter((item) => isAll || isForAll(item));
  const open = shown.filter(({ entry }) => !hasEntry(document, entry));
  const years = [...new Set(shown.map(({ year }) => year))].toSorted((a, b) => a - b);
  const isByRule = items.some(({ origin }) => origin !== 'file');
  const tick = (id: string, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(id);
    else next.delete(id);
    onTick(next);
  };
  return (
    <section aria-label={t('holiday.found')} className="flex flex-col gap-3">
      {isByRule && <Banner tone="warning">{t('holiday.check')}</Banner>}
      {shown.length === 0 && <p className="text-muted">{t('holiday.none')}</p>}
      <span className="flex flex-wrap items-center gap-2">
        <Button size="small" onPress={() => onTick(new Set(open.map(({ id }) => id)))}>
          {t('holiday.chooseAll')}
        </Button>
        <Button size="small" onPress={() => onTick(new Set())}>
          {t('holiday.chooseNone')}
        </Button>
        {items.some((item) => !isForAll(item)) && (
          <Checkbox label={t('holiday.others')} isSelected={isAll} onChange={setAll} />
        )}
      </span>
      {years.map((year) => (
        <section key={year} aria-label={String(year)}>
          {year > 0 && <h3 className="py-1 font-medium">{year}</h3>}
          <ul className="divide-y divide-line">
            {shown
              .filter((item) => item.year === year)
              .map((item) => (
                <ProposalRow
                  key={item.id}
                  proposal={item}
                  isTicked={ticked.has(item.id)}
                  isTaken={hasEntry(document, item.entry)}
                  onTick={(isTicked) => tick(item.id, isTicked)}
                />
              ))}
          </ul>
        </section>
      ))}
      {leftOutCount > 0 && (
        <p className="text-small text-faint">{t('holiday.leftOut', { count: leftOutCount })}</p>
      )}
      <Sources items={shown} />
    </section>
  );
}

/** Where the days come from, each source once, to be looked up. */
function Sources({ items }: { readonly items: readonly HolidayProposal[] }) {
  const t = useTranslation();
  const sources = new Map(
    items.flatMap(({ source }) => (source === null ? [] : [[source.title, source.url] as const])),
  );
  if (sources.size === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-small text-faint">
      {t('holiday.source')}
      {[...sources].map(([title, url]) => (
        <TextLink key={title} href={url}>
          <bdi>{title}</bdi>
        </TextLink>
      ))}
    </p>
  );
}
