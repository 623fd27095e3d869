import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { mergeTicket, splitTakes, splitTicket } from '#contract/merge.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { numberText } from '../../lib/ticket-number.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTicketAct } from './use-ticket-act.ts';

type SplitDialogProps = {
  readonly page: TicketPage;
  readonly messageId: string;
  readonly onClose: () => void;
};

/** Makes a message of the customer a ticket of its own. */
export function SplitDialog({ page, messageId, onClose }: SplitDialogProps) {
  const t = useTranslation();
  const act = useTicketAct();
  const router = useRouter();
  const [takes, setTakes] = useState<(typeof splitTakes)[number]>('only');
  const [subject, setSubject] = useState(page.ticket.subject);
  const { id } = page.ticket;
  const split = async () => {
    if (act.isBusy) return;
    const named = subject.trim() === '' ? {} : { subject };
    const done = await act.run(() =>
      call(splitTicket, { params: { ticketId: id }, body: { messageId, takes, ...named } }),
    );
    if (done === null) return;
    onClose();
    const { ticketId } = done;
    toast({
      tone: 'good',
      text: t('ticket.split.done', { number: numberText(done.number) }),
      action: {
        label: t('ticket.split.open'),
        run: () => void router.navigate({ href: `/inbox/all/${ticketId}` }),
      },
      // It comes back as what it is: a ticket that becomes part of this one again.
      onUndo: () => {
        const body = { intoTicketId: id };
        void act.run(() => call(mergeTicket, { params: { ticketId }, body }));
      },
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('ticket.split.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={act.isBusy} onPress={() => void split()}>
            {t('ticket.split')}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{t('ticket.split.hint')}</p>
      <TextField
        label={t('ticket.subject')}
        maxLength={500}
        value={subject}
        onChange={setSubject}
      />
      <RadioGroup
        label={t('ticket.split.takes')}
        options={splitTakes.map((each) => ({ id: each, label: t(`ticket.split.${each}`) }))}
        value={takes}
        onChange={setTakes}
      />
    </Dialog>
  );
}
