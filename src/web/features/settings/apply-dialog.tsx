import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewSlaChange, type SlaPreview, startSlaChange } from '#contract/sla-change.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ApplyProgress } from './apply-progress.tsx';
import { DeadlineTable } from './deadline-table.tsx';

type Scope =
  | { readonly kind: 'policies' }
  | { readonly kind: 'calendar'; readonly calendarId: string };

/** Moves running clocks to what is current: shows first what that does, then how far it has come. */
export function ApplyDialog({
  scope,
  onClose,
}: {
  readonly scope: Scope;
  readonly onClose: () => void;
}) {
  const t = useTranslation();
  const [asked] = useState(() => Date.now());
  const preview = useQuery({
    queryKey: ['sla-preview', scope, asked],
    queryFn: () => call(previewSlaChange, { body: scope }),
    gcTime: 0,
  });
  const starting = useMutation({ mutationFn: () => call(startSlaChange, { body: scope }) });
  const moved = preview.data?.movedClockCount ?? 0;
  return (
    <Dialog
      title={t('sla.apply')}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        starting.data ? (
          <Button onPress={onClose}>{t('common.close')}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button
              variant="primary"
              isDisabled={(preview.data?.ticketCount ?? 0) === 0}
              isPending={starting.isPending}
              onPress={() => starting.mutate()}
            >
              {moved === 0 ? t('common.apply') : t('sla.apply.run', { count: moved })}
            </Button>
          </>
        )
      }
    >
      {starting.isError && <Banner tone="bad">{problemText(t, starting.error)}</Banner>}
      {starting.data ? (
        <ApplyProgress change={starting.data} />
      ) : (
        <>
          <p className="text-pretty text-muted">{t('sla.apply.hint')}</p>
          {preview.isPending && <SkeletonRows count={4} rowPx={36} />}
          {preview.isError && <Banner tone="bad">{problemText(t, preview.error)}</Banner>}
          {preview.data && <PreviewText preview={preview.data} />}
        </>
      )}
    </Dialog>
  );
}

/** The figures of a preview in sentences, and the deadlines that move most. */
export function PreviewText({ preview }: { readonly preview: SlaPreview }) {
  const t = useTranslation();
  const { movedClockCount, movedTicketCount, ticketCount, breachingClockCount } = preview;
  const { earlierCount, laterCount, isComplete, examples } = preview;
  if (movedClockCount === 0) {
    return <Banner tone="good">{t('sla.apply.nothing', { tickets: ticketCount })}</Banner>;
  }
  return (
    <>
      <Banner tone={breachingClockCount > 0 ? 'warning' : 'plain'}>
        {t('sla.apply.moves', { clocks: movedClockCount, tickets: movedTicketCount })}{' '}
        {t('sla.apply.directions', { earlier: earlierCount, later: laterCount })}{' '}
        {breachingClockCount > 0 && t('sla.apply.breaches', { count: breachingClockCount })}
        {!isComplete && ` ${t('sla.apply.partial', { tickets: ticketCount })}`}
      </Banner>
      <DeadlineTable examples={examples} />
    </>
  );
}
