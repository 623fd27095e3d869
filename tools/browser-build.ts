import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig, PluginOption } from 'vite';
import { contractEndpoints } from './contract-endpoints.ts';
import { reactAriaWords } from './react-aria-words.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** One thing that is built for browsers. Its budget is kept by `tools/size.ts`. */
export type BrowserTarget = {
  readonly name: 'desk' | 'portal' | 'widget-loader' | 'widget';
  /** Without this file the target is not built. */
  readonly entry: string;
  readonly config: InlineConfig;
};

/** The oldest that know `light-dark()`, which the colour tokens are written with (2024). */
const browsers = ['chrome123', 'edge123', 'firefox121', 'safari17.5', 'ios17.5'];

const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  clearScreen: false,
};

function page(
  name: 'desk' | 'portal',
  folder: string,
  base: string,
  outDir: string,
): BrowserTarget {
  const plugins: PluginOption[] = [
    contractEndpoints(root),
    reactAriaWords(root),
    react(),
    tailwind(),
  ];
  return {
    name,
    entry: `${root}${folder}/index.html`,
    config: {
      ...shared,
      root: `${root}${folder}`,
      base,
      plugins,
      build: {
        outDir: `${root}${outDir}`,
        emptyOutDir: true,
        target: browsers,
        manifest: true,
        // Fonts stay files: inlined, every slice would be fetched whether needed or not.
        assetsInlineLimit: 0,
        // Vite's preload polyfill is an inline script, which the content policy refuses.
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 1000,
      },
    },
  };
}

const widgetLoader: BrowserTarget = {
  name: 'widget-loader',
  entry: `${root}src/widget/loader.ts`,
  config: {
    ...shared,
    root: `${root}src/widget`,
    build: {
      outDir: `${root}dist/widget`,
      emptyOutDir: true,
      target: browsers,
      lib: {
        entry: `${root}src/widget/loader.ts`,
        formats: ['iife'],
        name: 'BelayWidget',
        fileName: () => 'widget.js',
      },
    },
  },
};

const widget: BrowserTarget = {
  name: 'widget',
  entry: `${root}src/widget/ui/index.html`,
  config: {
    ...shared,
    root: `${root}src/widget/ui`,
    base: '/widget/ui/',
    plugins: [contractEndpoints(root)],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: `${root}dist/widget/ui`,
      emptyOutDir: true,
      target: browsers,
      manifest: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  },
};

/** In the order they are built: the loader empties the folder that the widget's page is put into. */
export const targets: readonly BrowserTarget[] = [
  page('desk', 'src/web', '/', 'dist/web'),
  page('portal', 'src/portal', '/help/', 'dist/portal'),
  widgetLoader,
  widget,
];

/** The targets whose source is there. */
export function presentTargets(): BrowserTarget[] {
  return targets.filter((target) => existsSync(target.entry));
}
