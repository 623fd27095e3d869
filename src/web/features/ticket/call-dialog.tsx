import { useState } from 'react';
import { logCall } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTicketAct } from './use-ticket-act.ts';

type CallDialogProps = { readonly page: TicketPage; readonly onClose: () => void };

const outcomes = ['answered', 'unanswered'] as const;

/** Writes down a call one has made. */
export function CallDialog({ page, onClose }: CallDialogProps) {
  const t = useTranslation();
  const act = useTicketAct();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('answered');
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const isSaid = text.trim() !== '';
  const log = async () => {
    setTried(true);
    if (!isSaid || act.isBusy) return;
    const params = { ticketId: page.ticket.id };
    const body = { isAnswered: outcome === 'answered', text };
    const done = await act.run(() => call(logCall, { params, body }));
    if (done === null) return;
    toast({ tone: 'good', text: t('ticket.call.done') });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('ticket.call.log')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={act.isBusy} onPress={() => void log()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('ticket.call.outcome')}
        options={outcomes.map((id) => ({
          id,
          label: t(`ticket.call.${id}`),
          description: t(`ticket.call.${id}.hint`),
        }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextArea
        rows={4}
        label={t('ticket.call.words')}
        description={t('ticket.call.words.hint')}
        value={text}
        onChange={setText}
        error={isTried && !isSaid ? t('ticket.call.words.missing') : null}
      />
    </Dialog>
  );
}
