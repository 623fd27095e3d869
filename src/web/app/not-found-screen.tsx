import { Compass } from 'lucide-react';
import { useTranslation } from '../lib/use-translation.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextLink } from '../ui/text-link.tsx';

export function NotFoundScreen() {
  const t = useTranslation();
  return (
    <div className="h-full">
      <title>{`${t('common.notFound')} · ${t('common.brand')}`}</title>
      <EmptyState
        isPage
        icon={<Compass />}
        title={t('common.notFound')}
        hint={t('common.notFound.hint')}
        action={
          <TextLink href="/" look="button">
            {t('common.notFound.home')}
          </TextLink>
        }
      />
    </div>
  );
}
