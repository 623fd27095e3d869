import { useEffect, useEffectEvent, useState } from 'react';
import { languages, resolveLanguage } from '#locales/languages.ts';
import { themes, useTheme } from '../../lib/theme.ts';
import { useLanguage, useTranslation } from '../../lib/use-translation.tsx';
import { CommandPalette } from '../../ui/command-palette.tsx';
import { Select } from '../../ui/select.tsx';
import { ShortcutsSheet } from '../../ui/shortcuts-sheet.tsx';
import { FieldSamples } from './field-samples.tsx';
import { LayoutSamples } from './layout-samples.tsx';
import { MarkSamples } from './mark-samples.tsx';
import { OverlaySamples } from './overlay-samples.tsx';
import { PressSamples } from './press-samples.tsx';
import { TextSamples } from './text-samples.tsx';
import { TimelineSamples } from './timeline-samples.tsx';

/**
 * Every part in every state, for looking at and for the automatic checks of contrast, names and
 * direction. `?language=ar&theme=dark` opens it that way. The sample words are invented.
 */
export function GalleryScreen() {
  const t = useTranslation();
  const [theme, setTheme] = useTheme();
  const [language, setLanguage] = useLanguage();
  const [wished] = useState(() => new URLSearchParams(location.search));
  // The address counts once; afterwards the two choices below do.
  const follow = useEffectEvent((address: URLSearchParams) => {
    const asked = address.get('language');
    if (asked) setLanguage(resolveLanguage(asked));
    setTheme(themes.find((each) => each === address.get('theme')) ?? 'system');
  });
  useEffect(() => follow(wished), [wished]);
  return (
    <div className="h-full overflow-y-auto bg-canvas">
      <title>{`Gallery · ${t('common.brand')}`}</title>
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-b border-line bg-surface px-4 py-2">
        <h1 className="grow text-title font-semibold">Gallery</h1>
        <Select
          label={t('common.language')}
          isLabelHidden
          options={languages.map((each) => ({ id: each.code, label: each.nativeName }))}
          value={language}
          onChange={setLanguage}
          className="w-40"
        />
        <Select
          label={t('common.theme')}
          isLabelHidden
          options={themes.map((each) => ({ id: each, label: t(`common.theme.${each}`) }))}
          value={theme}
          onChange={setTheme}
          className="w-40"
        />
      </header>
      <main className="mx-auto flex max-w-300 flex-col gap-6 p-4">
        <PressSamples />
        <MarkSamples />
        <FieldSamples />
        <OverlaySamples />
        <LayoutSamples />
        <TimelineSamples />
        <TextSamples />
      </main>
      <CommandPalette />
      <ShortcutsSheet />
    </div>
  );
}
