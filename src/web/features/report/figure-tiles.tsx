import type { Figure } from '#contract/report.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { FigureTile } from './figure-tile.tsx';

/** All figures of the period, each a tile. */
export function FigureTiles({ figures }: { readonly figures: readonly Figure[] }) {
  const t = useTranslation();
  return (
    <section aria-label={t('report.figures')}>
      <ul className="grid list-none grid-cols-2 gap-3 p-0 desk:grid-cols-3 wide:grid-cols-4 print:grid-cols-4">
        {figures.map((figure) => (
          <FigureTile key={figure.key} figure={figure} />
        ))}
      </ul>
    </section>
  );
}
