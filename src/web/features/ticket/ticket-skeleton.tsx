import { useTranslation } from '../../lib/use-translation.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Where the ticket will be, while it is on its way. */
export function TicketSkeleton() {
  const t = useTranslation();
  return (
    <div role="status" className="flex h-full flex-col gap-4 p-4">
      <span className="sr-only">{t('common.loading')}</span>
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-4 w-3/4" />
      <div className="mt-4 flex grow flex-col gap-4">
        <Skeleton className="h-16 w-2/3" />
        <Skeleton className="h-12 w-1/2 self-end" />
        <Skeleton className="h-20 w-3/5" />
      </div>
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
