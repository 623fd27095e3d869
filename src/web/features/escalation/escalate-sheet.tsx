import { useEffect, useRef } from 'react';
import { reasonCodes } from '#domain/escalation/escalation.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { BriefFields } from './brief-fields.tsx';
import { SheetPreview } from './sheet-preview.tsx';
import { SuggestedTarget } from './suggested-target.tsx';
import { type Escalating, useEscalate } from './use-escalate.ts';
import { useSendKey } from './use-send-key.ts';

type EscalateSheetProps = {
  readonly ticketId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/**
 * From ticket to escalated in four keys: `e`, the reason by arrow or first letter, Ctrl and Enter.
 * Everything else is there already: whom the matrix suggests, and a brief from the conversation.
 */
export function EscalateSheet({ ticketId, isOpen, onClose }: EscalateSheetProps) {
  if (!isOpen) return null;
  return <OpenSheet key={ticketId} ticketId={ticketId} onClose={onClose} />;
}

function OpenSheet({ ticketId, onClose }: Omit<EscalateSheetProps, 'isOpen'>) {
  const t = useTranslation();
  const escalating = useEscalate(ticketId, onClose);
  const { preview, error, isBusy } = escalating;
  useSendKey(escalating.send);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('escalation.sheet.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            keys="Mod+Enter"
            isDisabled={preview === null || isBusy}
            onPress={escalating.send}
          >
            {t('escalation.sheet.send')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && <Banner tone="bad">{problemText(t, error)}</Banner>}
        <Refusal escalating={escalating} />
        <ReasonField escalating={escalating} />
        <SuggestedTarget escalating={escalating} />
        <BriefFields escalating={escalating} />
        <Checkbox
          label={t('escalation.sheet.keepOwner')}
          description={t('escalation.sheet.keepOwnerHint')}
          isSelected={escalating.wish.keepOwner}
          onChange={(keepOwner) => escalating.change({ keepOwner })}
        />
        <SheetPreview escalating={escalating} />
      </div>
    </Sheet>
  );
}

/** Why it cannot start now, before anybody has written for nothing. */
function Refusal({ escalating }: { readonly escalating: Escalating }) {
  const t = useTranslation();
  const refusal = escalating.preview?.refusal ?? null;
  // Shown at its field instead.
  if (refusal === null || refusal === 'target_unreachable') return null;
  const key = `error.${refusal}`;
  return <Banner tone="warning">{t.has(key) ? t(key) : refusal}</Banner>;
}

/** The codes that clocks give are not for people to choose. */
const chosenByHand = reasonCodes.filter(
  (code) => code !== 'clock_warning' && code !== 'clock_breach',
);

function ReasonField({ escalating }: { readonly escalating: Escalating }) {
  const t = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  // The first key after `e` chooses the reason.
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={place}>
      <Select
        label={t('escalation.sheet.reason')}
        options={chosenByHand.map((id) => ({ id, label: t(`escalation.reason.${id}`) }))}
        value={escalating.wish.reason}
        onChange={(reason) => escalating.change({ reason })}
        error={escalating.faults.reason}
      />
    </div>
  );
}
