import { Bell, BellRing } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { popoverClass } from '../../ui/option.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useNotices } from './use-notices.ts';

const NotificationList = lazy(async () => ({
  default: (await import('./notification-list.tsx')).NotificationList,
}));

/** What one was told: a bell with a count, red when somebody is being waited for. */
export function NotificationBell() {
  const t = useTranslation();
  const { unreadCount, unreadPageCount } = useNotices();
  const [isOpen, setOpen] = useState(false);
  const isPaged = unreadPageCount > 0;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton
        label={t('notification.bell', { count: unreadCount })}
        className="relative"
        icon={
          <>
            {isPaged ? <BellRing className="text-breached-ink" /> : <Bell />}
            {unreadCount > 0 && <Count count={unreadCount} isPaged={isPaged} />}
          </>
        }
      />
      <Popover
        placement="top start"
        offset={6}
        className={classNames(popoverClass, 'w-100 max-w-[calc(100vw-16px)]')}
      >
        <Dialog aria-label={t('notification.title')} className="outline-none">
          <Suspense fallback={<SkeletonRows count={4} />}>
            <NotificationList unreadCount={unreadCount} onLeave={() => setOpen(false)} />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Count({ count, isPaged }: { readonly count: number; readonly isPaged: boolean }) {
  return (
    <span
      aria-hidden
      dir="ltr"
      className={classNames(
        'absolute -end-0.5 -top-0.5 flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-[10px] leading-none font-semibold',
        isPaged ? 'bg-breached text-on-breached' : 'bg-accent text-on-accent',
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
