import { useStored, readStored, writeStored } from './storage.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Puts the theme on the page. `system` leaves it to the device's own wish. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

export function setTheme(theme: Theme): void {
  writeStored('theme', theme);
  applyTheme(theme);
}

export function storedTheme(): Theme {
  return themeOf(readStored('theme') ?? '');
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme] = useStored('theme', 'system');
  return [themeOf(theme), setTheme];
}

function themeOf(text: string): Theme {
  return themes.find((theme) => theme === text) ?? 'system';
}
