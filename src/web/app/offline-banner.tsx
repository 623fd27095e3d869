import { useSyncExternalStore } from 'react';
import { useLiveStatus } from '../lib/use-live.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { Banner } from '../ui/banner.tsx';
import { useLasting } from './use-lasting.ts';

/** Says that the device is offline, or that the stream has been away for more than a moment. */
export function OfflineBanner() {
  const t = useTranslation();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  const isLost = useLasting(useLiveStatus() === 'waiting', 4000);
  if (isOnline && !isLost) return null;
  return (
    <div className="p-2 pb-0">
      <Banner tone="warning">{t(isOnline ? 'common.reconnecting' : 'common.offline')}</Banner>
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
