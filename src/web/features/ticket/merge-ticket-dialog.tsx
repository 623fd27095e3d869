import { useRouter } from '@tanstack/react-router';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mergeTicket, resolutionStarts } from '#contract/merge.ts';
import { listTickets } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { queryOf } from '../../lib/query.ts';
import { numberText } from '../../lib/ticket-number.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { toast } from '../../ui/toast.tsx';
import { MergeForeseen } from './merge-foreseen.tsx';
import { useMergePreview } from './use-merge-preview.ts';
import { useTicketAct } from './use-ticket-act.ts';

type MergeTicketDialogProps = { readonly page: TicketPage; readonly onClose: () => void };

/** As many tickets of one customer as a list to choose from may hold. */
const choicesMax = 100;

/** Makes the ticket part of another one of the same customer, after showing what that does. */
export function MergeTicketDialog({ page, onClose }: MergeTicketDialogProps) {
  const t = useTranslation();
  const act = useTicketAct();
  const router = useRouter();
  const { ticket } = page;
  const number = numberText(ticket.number);
  const [otherId, setOtherId] = useState<string | null>(null);
  const [start, setStart] = useState<(typeof resolutionStarts)[number]>('own');
  const list = useQuery({
    ...queryOf(listTickets, { query: { contactId: ticket.contact.id, limit: choicesMax } }),
    placeholderData: keepPreviousData,
  });
  const others = (list.data?.items ?? []).filter(
    ({ id, state }) => id !== ticket.id && state !== 'closed',
  );
  const wish = { ticketId: ticket.id, intoTicketId: otherId, resolutionStart: start };
  const preview = useMergePreview(wish);
  const merge = async () => {
    if (otherId === null || act.isBusy) return;
    const done = await act.run(() =>
      call(mergeTicket, {
        params: { ticketId: ticket.id },
        body: { intoTicketId: otherId, resolutionStart: start },
      }),
    );
    if (done === null) return;
    toast({ tone: 'good', text: t('ticket.merge.done', { number }) });
    onClose();
    void router.navigate({ href: `/inbox/all/${otherId}` });
  };
  return (
    <Dialog
      isOpen
      size="medium"
      onClose={onClose}
      title={t('ticket.merge')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={preview?.refusal !== null || act.isBusy}
            onPress={() => void merge()}
          >
            {t('ticket.merge.send')}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{t('ticket.merge.hint', { number })}</p>
      {list.data !== undefined && others.length === 0 ? (
        <p>{t('ticket.merge.none', { name: ticket.contact.name })}</p>
      ) : (
        <ComboBox
          label={t('ticket.merge.other', { name: ticket.contact.name })}
          options={others.map((each) => ({
            id: each.id,
            label: `${numberText(each.number)} ${each.subject}`,
            icon: <StateMark state={each.state} />,
          }))}
          value={otherId}
          onChange={setOtherId}
        />
      )}
      {otherId !== null && (
        <>
          <RadioGroup
            orientation="horizontal"
            label={t('ticket.merge.start')}
            options={resolutionStarts.map((id) => ({ id, label: t(`ticket.merge.start.${id}`) }))}
            value={start}
            onChange={setStart}
          />
          <MergeForeseen preview={preview} />
        </>
      )}
    </Dialog>
  );
}
