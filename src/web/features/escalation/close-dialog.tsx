import { useEffect, useRef, useState } from 'react';
import { closeEscalation, type Escalation } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { type CauseCode, causeCodes } from '#domain/escalation/escalation.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { dropUnsent, keepUnsent, takeUnsent } from './unsent.ts';
import { useClimb } from './use-climb.ts';
import { useSendKey } from './use-send-key.ts';

type CloseDialogProps = {
  readonly page: TicketPage;
  readonly escalation: Escalation;
  readonly onClose: () => void;
};

type Closing = { readonly cause: CauseCode | null; readonly lesson: string };

/** The end of a climb: what caused it, and what would have kept it from climbing. Both are asked. */
export function CloseDialog({ page, escalation, onClose }: CloseDialogProps) {
  const t = useTranslation();
  const climb = useClimb();
  const key = `${escalation.id} close`;
  const [closing, setClosing] = useState<Closing>(
    () => takeUnsent(key, isClosing) ?? { cause: null, lesson: '' },
  );
  const [isTried, setTried] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => fields.current?.querySelector('button')?.focus(), []);
  const { cause, lesson } = closing;
  const write = (change: Partial<Closing>) => {
    const next = { ...closing, ...change };
    setClosing(next);
    keepUnsent(key, next);
  };
  const send = async () => {
    setTried(true);
    if (cause === null || lesson.trim() === '' || climb.isBusy) return;
    const params = { ticketId: page.ticket.id, escalationId: escalation.id };
    const isDone = await climb.run(
      () => call(closeEscalation, { params, body: { cause, lesson } }),
      t('escalation.done.close'),
    );
    if (!isDone) return;
    dropUnsent(key);
    onClose();
  };
  useSendKey(() => void send());
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="medium"
      title={t('escalation.close')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            keys="Mod+Enter"
            isDisabled={climb.isBusy}
            onPress={() => void send()}
          >
            {t('escalation.close')}
          </Button>
        </>
      }
    >
      <div ref={fields} className="flex flex-col gap-4">
        <Select
          label={t('escalation.close.cause')}
          options={causeCodes.map((id) => ({ id, label: t(`escalation.cause.${id}`) }))}
          value={cause}
          onChange={(id) => write({ cause: id })}
          error={isTried && cause === null ? t('escalation.field.cause') : null}
        />
        <TextArea
          rows={4}
          maxLength={20_000}
          label={t('escalation.close.lesson')}
          description={t('escalation.close.hint')}
          value={lesson}
          onChange={(text) => write({ lesson: text })}
          error={isTried && lesson.trim() === '' ? t('escalation.field.words') : null}
        />
      </div>
    </Dialog>
  );
}

function isClosing(value: unknown): value is Closing {
  return typeof value === 'object' && value !== null && 'cause' in value && 'lesson' in value;
}
