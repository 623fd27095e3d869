import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './browser-build.ts';

/** One file of a Vite manifest. */
type Chunk = {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

type Budget = {
  readonly name: string;
  readonly kilobytesMax: number;
  /** The files that count, or null when the thing is not built. */
  readonly files: () => string[] | null;
};

/**
 * The budgets of SCREENS.md. The first route is the entry with everything it imports at once, the
 * inbox screen, and the largest of the languages, since a person loads one of them.
 */
const budgets: readonly Budget[] = [
  {
    name: 'first route of the desk (script)',
    kilobytesMax: 220,
    files: () =>
      firstRoute(
        'dist/web',
        ['features/inbox/inbox-screen.tsx'],
        /locales\/[\w-]+\/desk-first\.ts$/,
      ),
  },
  {
    name: 'first page of the portal (script)',
    kilobytesMax: 160,
    files: () => firstRoute('dist/portal', [], /locales\/[\w-]+\/customer-pages\.ts$/),
  },
  {
    name: 'widget loader',
    kilobytesMax: 3,
    files: () =>
      existsSync(join(root, 'dist/widget/widget.js')) ? ['dist/widget/widget.js'] : null,
  },
  {
    name: 'widget page (script)',
    kilobytesMax: 45,
    files: () => firstRoute('dist/widget/ui', [], /locales\/[\w-]+\/widget\.ts$/),
  },
];

let isOver = false;
for (const budget of budgets) {
  const files = budget.files();
  if (!files) {
    console.log(`–    ${budget.name}: not built`);
    continue;
  }
  const kilobytes = files.reduce((sum, file) => sum + gzippedKilobytes(file), 0);
  const isFine = kilobytes <= budget.kilobytesMax;
  isOver ||= !isFine;
  const figures = `${kilobytes.toFixed(1)} KB of ${budget.kilobytesMax} KB`;
  console.log(`${isFine ? 'ok  ' : 'OVER'} ${budget.name}: ${figures} in ${files.length} files`);
  if (!isFine || process.argv.includes('--files')) {
    for (const file of files)
      console.log(`       ${gzippedKilobytes(file).toFixed(1)} KB  ${file}`);
  }
}
process.exitCode = isOver ? 1 : 0;

function firstRoute(folder: string, screens: string[], words: RegExp | null): string[] | null {
  const manifestFile = join(root, folder, '.vite/manifest.json');
  if (!existsSync(manifestFile)) return null;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const wanted = Object.entries(manifest).filter(
    ([source, chunk]) =>
      chunk.isEntry === true || screens.some((screen) => source.endsWith(screen)),
  );
  const found = new Set<string>();
  for (const [source] of wanted) collect(manifest, source, found);
  const languages = words ? Object.entries(manifest).filter(([source]) => words.test(source)) : [];
  const largest = languages
    .map(([, chunk]) => chunk.file)
    .sort((a, b) => gzippedKilobytes(join(folder, b)) - gzippedKilobytes(join(folder, a)))[0];
  if (largest) found.add(largest);
  return [...found].map((file) => join(folder, file));
}

/** The chunk and all that it imports at once; what it imports when used is left out. */
function collect(manifest: Manifest, source: string, found: Set<string>): void {
  const chunk = manifest[source];
  if (!chunk || found.has(chunk.file)) return;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(manifest, imported, found);
}

function gzippedKilobytes(file: string): number {
  return gzipSync(readFileSync(join(root, file)), { level: 9 }).length / 1024;
}
