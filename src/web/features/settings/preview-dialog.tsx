import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewSlaChange } from '#contract/sla-change.ts';
import { type Ask, call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { PreviewText } from './apply-dialog.tsx';

type Props = {
  /** The change that is tried: a draft of a policy or of a calendar. */
  readonly change: Ask<typeof previewSlaChange>['body'];
  readonly hint: string;
  readonly onClose: () => void;
};

/** What a policy or a calendar as it is written would do to the open tickets. Nothing is saved by looking. */
export function PreviewDialog({ change, hint, onClose }: Props) {
  const t = useTranslation();
  const [asked] = useState(() => Date.now());
  const preview = useQuery({
    queryKey: ['sla-preview', 'draft', asked],
    queryFn: () => call(previewSlaChange, { body: change }),
    gcTime: 0,
  });
  return (
    <Dialog
      title={t('sla.preview')}
      size="large"
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <p className="text-pretty text-muted">{hint}</p>
      {preview.isPending && <SkeletonRows count={4} rowPx={36} />}
      {preview.isError && <Banner tone="bad">{problemText(t, preview.error)}</Banner>}
      {preview.data && <PreviewText preview={preview.data} />}
    </Dialog>
  );
}
