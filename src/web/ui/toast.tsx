import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Text } from 'react-aria-components/Text';
import { useTranslation } from '../lib/use-translation.tsx';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

export type ToastContentProps = {
  readonly text: string;
  readonly tone?: 'plain' | 'good' | 'bad';
  /** Offers "Undo" for ten seconds; pointing at the notice stops its time. */
  readonly onUndo?: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** How long sending, closing and bulk changes can be taken back (SCREENS: ten seconds). */
export const undoMs = 10_000;
const readMs = 6000;

const queue = new ToastQueue<ToastContentProps>({ maxVisibleToasts: 3 });

/**
 * Says something in passing: `toast({ text: t('ticket.sent'), onUndo: recall })`. What must not be
 * missed is a Banner. Yields a function that takes the notice away.
 */
export function toast(content: ToastContentProps): () => void {
  const key = queue.add(content, { timeout: content.onUndo ? undoMs : readMs });
  return () => queue.close(key);
}

/** Where notices appear. Rendered once, by the shell. */
export function Toasts() {
  const t = useTranslation();
  return (
    <ToastRegion
      queue={queue}
      aria-label={t('common.toast.region')}
      className="fixed inset-x-3 bottom-16 z-50 flex flex-col-reverse items-center gap-2 outline-none desk:bottom-4"
    >
      {({ toast: shown }) => (
        <AriaToast
          toast={shown}
          className="flex w-full max-w-120 animate-appear items-center gap-2 rounded-card border border-line bg-raised py-1.5 ps-3 pe-1.5 shadow-floating"
        >
          <ToneIcon tone={shown.content.tone ?? 'plain'} />
          <ToastContent className="min-w-0 grow py-1">
            <Text slot="title" dir="auto">
              {shown.content.text}
            </Text>
          </ToastContent>
          <ToastButtons content={shown.content} onDone={() => queue.close(shown.key)} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}

function ToastButtons(props: { readonly content: ToastContentProps; readonly onDone: () => void }) {
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
