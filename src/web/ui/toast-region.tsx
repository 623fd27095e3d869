import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { useTranslation } from '../lib/use-translation.tsx';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import type { Notice } from './toast.tsx';

/** The notices on the page; loaded just after the first paint, or with the first notice. */
export const toastQueue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

export function ToastRegion() {
  const t = useTranslation();
  return (
    <AriaToastRegion
      queue={toastQueue}
      aria-label={t('common.toast.region')}
      // At the start on a desk, at the top on a phone: elsewhere it would lie over what one writes
      // next, and over what sends it.
      className="fixed inset-x-3 top-14 z-50 flex flex-col-reverse items-center gap-2 outline-none desk:end-auto desk:start-4 desk:top-auto desk:bottom-14 desk:w-100"
    >
      {({ toast: shown }) => (
        <AriaToast
          toast={shown}
          className="flex w-full max-w-120 animate-appear items-center gap-2 rounded-card border border-line bg-raised py-1.5 ps-3 pe-1.5 shadow-floating"
        >
          <ToneIcon tone={shown.content.tone ?? 'plain'} />
          <ToastContent className="min-w-0 grow py-1">
            <Text slot="title">
              <bdi>{shown.content.text}</bdi>
            </Text>
          </ToastContent>
          <ToastButtons content={shown.content} onDone={() => toastQueue.close(shown.key)} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}

function ToastButtons(props: { readonly content: Notice; readonly onDone: () => void }) {
  const { content, onDone } = props;
  const t = useTranslation();
  const act = (run: () => void) => () => {
    run();
    onDone();
  };
  return (
    <>
      {content.action && (
        <Button size="small" onPress={act(content.action.run)}>
          {content.action.label}
        </Button>
      )}
      {content.onUndo && (
        <Button size="small" onPress={act(content.onUndo)}>
          {t('common.undo')}
        </Button>
      )}
      <IconButton size="small" label={t('common.close')} icon={<X />} onPress={onDone} />
    </>
  );
}

function ToneIcon({ tone }: { readonly tone: 'plain' | 'good' | 'bad' }) {
  if (tone === 'good') return <CircleCheck aria-hidden className="size-4 shrink-0 text-calm-ink" />;
  if (tone === 'bad')
    return <CircleAlert aria-hidden className="size-4 shrink-0 text-danger-ink" />;
  return <Info aria-hidden className="size-4 shrink-0 text-muted" />;
}
