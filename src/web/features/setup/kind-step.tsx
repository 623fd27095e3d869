import { Building2, Layers, Store } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ChoiceCards } from './choice-cards.tsx';
import type { Setup } from './use-setup.ts';

export function KindStep({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  return (
    <ChoiceCards
      label={t('setup.kind.title')}
      value={setup.draft.businessKind}
      onChange={(businessKind) => setup.change({ businessKind })}
      choices={[
        {
          id: 'shop',
          title: t('setup.kind.shop'),
          hint: t('setup.kind.shopHint'),
          icon: <Store />,
        },
        {
          id: 'tiered',
          title: t('setup.kind.tiered'),
          hint: t('setup.kind.tieredHint'),
          icon: <Layers />,
        },
        {
          id: 'b2b',
          title: t('setup.kind.b2b'),
          hint: t('setup.kind.b2bHint'),
          icon: <Building2 />,
        },
      ]}
    />
  );
}
