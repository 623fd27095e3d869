import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { listHolidayCountries } from '#contract/holiday.ts';
import { intlTag } from '#locales/languages.ts';
import { problemText } from '../../../../lib/problem-text.ts';
import { queryOf } from '../../../../lib/query.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Banner } from '../../../../ui/banner.tsx';
import { Button } from '../../../../ui/button.tsx';
import { ComboBox } from '../../../../ui/combo-box.tsx';
import type { Asked } from './use-reading.ts';

type Props = { readonly isPending: boolean; readonly onAsk: (asked: Asked) => void };

const whole = 'whole';

/** Chooses a country, and a region where holidays differ by region. */
export function CountryForm({ isPending, onAsk }: Props) {
  const t = useTranslation();
  const countries = useQuery(queryOf(listHolidayCountries));
  const [country, setCountry] = useState<string | null>(null);
  const [region, setRegion] = useState<string>(whole);
  const items = countries.data?.items;
  const options = useMemo(() => {
    const tag = intlTag(t.language);
    const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' });
    const collator = new Intl.Collator(tag);
    return (items ?? [])
      .map(({ code, name }) => {
        const own = names.of(code);
        return { id: code, label: own === undefined || own === code ? name : own };
      })
      .toSorted((a, b) => collator.compare(a.label, b.label));
  }, [items, t]);
  const regions = items?.find(({ code }) => code === country)?.regions ?? [];
  if (countries.isError) return <Banner tone="bad">{problemText(t, countries.error)}</Banner>;
  return (
    <div className="grid items-end gap-3 desk:grid-cols-[1fr_1fr_auto]">
      {/* The key: its choices come after it was first shown. */}
      <ComboBox
        key={options.length}
        label={t('holiday.country')}
        isDisabled={items === undefined}
        options={options}
        value={country}
        onChange={(code) => {
          setCountry(code);
          setRegion(whole);
        }}
      />
      {regions.length > 0 ? (
        <ComboBox
          key={country}
          label={t('holiday.region')}
          options={[
            { id: whole, label: t('holiday.region.whole') },
            ...regions.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={region}
          onChange={(code) => setRegion(code ?? whole)}
        />
      ) : (
        <span />
      )}
      <Button
        variant="primary"
        isDisabled={country === null}
        isPending={isPending}
        onPress={() => {
          if (country === null) return;
          const place = region === whole ? null : region;
          onAsk({ from: { kind: 'country', country, region: place }, isKept: false });
        }}
      >
        {t('holiday.show')}
      </Button>
    </div>
  );
}
