import { useMemo } from 'react';
import { languages } from '#locales/languages.ts';
import { useLanguage, useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import type { Setup } from './use-setup.ts';

const languageChoices = languages.map((each) => ({ id: each.code, label: each.nativeName }));

export function WhereStep({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  const [language, setLanguage] = useLanguage();
  const { draft, change } = setup;
  const zones = useZones(draft.timeZone);
  return (
    <div className="grid gap-4 desk:grid-cols-2">
      <Select
        label={t('common.language')}
        description={t('setup.where.languageHint')}
        options={languageChoices}
        value={language}
        onChange={(chosen) => {
          setLanguage(chosen);
          change({ language: chosen });
        }}
      />
      <ComboBox
        label={t('common.timeZone')}
        description={t('setup.where.zoneHint')}
        options={zones}
        value={draft.timeZone}
        onChange={(timeZone) => timeZone !== null && change({ timeZone })}
      />
    </div>
  );
}

/** Every zone the browser knows, by its name; the own one too where the list leaves it out. */
function useZones(own: string) {
  return useMemo(() => {
    const known = new Set([own, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
    return [...known].sort().map((id) => ({ id, label: id.replaceAll('_', ' ') }));
  }, [own]);
}
