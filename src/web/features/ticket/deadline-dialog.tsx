import { useState } from 'react';
import { clearClockDeadline, setClockDeadline } from '#contract/clock.ts';
import type { ClockChip } from '#contract/ticket.ts';
import { call } from '../../lib/api.ts';
import { localTextOf, momentOfLocal } from '../../lib/local-moment.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTicketAct } from './use-ticket-act.ts';

type DeadlineDialogProps = {
  readonly ticketId: string;
  readonly clock: ClockChip;
  readonly onClose: () => void;
};

/** When a clock is due by a person's word, and why; or back to what the policy says. */
export function DeadlineDialog({ ticketId, clock, onClose }: DeadlineDialogProps) {
  const t = useTranslation();
  const act = useTicketAct();
  const [due, setDue] = useState(() => localTextOf(clock.dueAt ?? serverNow()));
  const [reason, setReason] = useState('');
  const [moves, setMoves] = useState(false);
  const [isTried, setTried] = useState(false);
  const deadline = momentOfLocal(due);
  const isAhead = deadline !== null && Date.parse(deadline) > serverNow();
  const isSaid = reason.trim() !== '';
  const params = { ticketId, clockId: clock.id };
  const finish = (done: unknown, text: string) => {
    if (done === null) return;
    toast({ tone: 'good', text });
    onClose();
  };
  const set = async () => {
    setTried(true);
    if (deadline === null || !isAhead || !isSaid || act.isBusy) return;
    const body = { deadline, reason, movesWithPauses: moves };
    const done = await act.run(() => call(setClockDeadline, { params, body }));
    finish(done, t('ticket.deadline.done'));
  };
  const clear = async () => {
    setTried(true);
    if (!isSaid || act.isBusy) return;
    const done = await act.run(() => call(clearClockDeadline, { params, body: { reason } }));
    finish(done, t('ticket.deadline.cleared'));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('ticket.deadline.title', { metric: t(`common.metric.${clock.metric}`) })}
      actions={
        <>
          {clock.isSetByHand && clock.breachedAt === null && (
            <Button className="me-auto" isDisabled={act.isBusy} onPress={() => void clear()}>
              {t('ticket.deadline.clear')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={act.isBusy} onPress={() => void set()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        type="datetime-local"
        label={t('ticket.clock.due')}
        value={due}
        onChange={setDue}
        error={isTried && !isAhead ? t('error.deadline_not_ahead') : null}
      />
      <TextArea
        rows={2}
        maxLength={500}
        label={t('ticket.deadline.reason')}
        description={t('ticket.deadline.reason.hint')}
        value={reason}
        onChange={setReason}
        error={isTried && !isSaid ? t('error.reason_required') : null}
      />
      <Checkbox
        label={t('ticket.deadline.moves')}
        description={t('ticket.deadline.moves.hint')}
        isSelected={moves}
        onChange={setMoves}
      />
    </Dialog>
  );
}
