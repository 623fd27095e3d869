import type { Tier } from '#domain/people/directory.ts';
import { useTranslation } from '../lib/use-translation.tsx';

/** L0 to L4, with the tier's name for who points or listens. */
export function TierBadge({ tier }: { readonly tier: Tier }) {
  const t = useTranslation();
  const level = Number(tier.slice(1));
  const names = [
    'common.tier.0',
    'common.tier.1',
    'common.tier.2',
    'common.tier.3',
    'common.tier.4',
  ] as const;
  const name = t(names[level] ?? 'common.unknown');
  return (
    <abbr
      title={name}
      dir="ltr"
      className="inline-flex h-5 shrink-0 items-center rounded-small border border-line-strong px-1 text-tiny font-semibold text-muted no-underline"
    >
      {tier}
    </abbr>
  );
}
