import { Bell, BellRing } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
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

type NotificationBellProps = {
  /** `bar` stands among the places at the bottom of a phone, with a word below. */
  readonly look?: 'icon' | 'bar';
  readonly className?: string;
};

/** What one was told: a bell with a count, red when somebody is being waited for. */
export function NotificationBell({ look = 'icon', className }: NotificationBellProps) {
  const t = useTranslation();
  const { unreadCount, unreadPageCount } = useNotices();
  const [isOpen, setOpen] = useState(false);
  const isPaged = unreadPageCount > 0;
  const label = t('notification.bell', { count: unreadCount });
  const icon = (
    <>
      {isPaged ? <BellRing aria-hidden className="text-breached-ink" /> : <Bell aria-hidden />}
      {unreadCount > 0 && <Count count={unreadCount} isPaged={isPaged} />}
    </>
  );
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {look === 'icon' ? (
        <IconButton label={label} className={classNames('relative', className)} icon={icon} />
      ) : (
        <Button {...(className !== undefined && { className })}>
          <span className="relative [&>svg]:size-5">{icon}</span>
          <span className="w-full truncate text-center">{t('notification.title')}</span>
          {/* Beside the word that is seen, so that whoever says that word finds the button. */}
          {unreadCount > 0 && <span className="sr-only">{label}</span>}
        </Button>
      )}
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
        'absolute -end-1 -top-1 flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-[10px] leading-none font-semibold',
        isPaged ? 'bg-breached text-on-breached' : 'bg-accent text-on-accent',
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
