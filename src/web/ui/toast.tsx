import { lazy, Suspense } from 'react';

export type Notice = {
  readonly text: string;
  readonly tone?: 'plain' | 'good' | 'bad';
  /** Offers "Undo" for ten seconds; pointing at the notice stops its time. */
  readonly onUndo?: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** How long sending, closing and bulk changes can be taken back (SCREENS: ten seconds). */
export const undoMs = 10_000;
const readMs = 6000;

const region = () => import('./toast-region.tsx');
const ToastRegion = lazy(async () => ({ default: (await region()).ToastRegion }));

/**
 * Says something in passing: `toast({ text: t('ticket.sent'), onUndo: recall })`. What must not be
 * missed is a Banner. Yields a function that takes the notice away.
 */
export function toast(notice: Notice): () => void {
  const shown = region().then(({ toastQueue }) => {
    const key = toastQueue.add(notice, { timeout: notice.onUndo ? undoMs : readMs });
    return () => toastQueue.close(key);
  });
  return () => void shown.then((close) => close());
}

/** Where notices appear. Rendered once, above all screens. */
export function Toasts() {
  return (
    <Suspense fallback={null}>
      <ToastRegion />
    </Suspense>
  );
}
