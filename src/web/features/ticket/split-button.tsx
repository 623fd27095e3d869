import { Split } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

const SplitDialog = lazy(async () => ({
  default: (await import('./split-dialog.tsx')).SplitDialog,
}));

type SplitButtonProps = { readonly page: TicketPage; readonly messageId: string };

/** Beside a message of the customer that begins another matter. */
export function SplitButton({ page, messageId }: SplitButtonProps) {
  const t = useTranslation();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        className="-my-1 self-center"
        label={t('ticket.split')}
        icon={<Split className="rtl:-scale-x-100" />}
        onPress={() => setAsked(true)}
      />
      {isAsked && (
        <Suspense fallback={null}>
          <SplitDialog page={page} messageId={messageId} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  );
}
