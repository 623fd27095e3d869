import { Check, CircleCheck, CornerUpLeft, Forward, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { acknowledgeHop, type Escalation, type Hop } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { type Answering, AnswerDialog } from './answer-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { useClimb } from './use-climb.ts';

type HopButtonsProps = {
  readonly page: TicketPage;
  readonly escalation: Escalation;
  readonly hop: Hop | null;
};

/** What whoever is asked may do, and what the owner does once the answer is there. */
export function HopButtons({ page, escalation, hop }: HopButtonsProps) {
  const t = useTranslation();
  const climb = useClimb();
  const [asked, setAsked] = useState<Answering | 'close' | null>(null);
  const may = (action: TicketPage['can'][number]) => page.can.includes(action);
  const mayAccept = hop !== null && may('acknowledge');
  const mayHandBack = hop !== null && may('hand_back');
  const accept = () => {
    if (hop === null) return;
    const params = { ticketId: page.ticket.id, hopId: hop.id };
    void climb.run(() => call(acknowledgeHop, { params }), t('escalation.done.accept'));
  };
  useShortcut(
    {
      id: 'escalation.accept',
      keys: 'w',
      label: 'escalation.accept',
      scope: 'ticket',
      isOff: !mayAccept,
    },
    accept,
  );
  useShortcut(
    {
      id: 'escalation.handBack',
      keys: 'Shift+e',
      label: 'escalation.handBack',
      scope: 'ticket',
      isOff: !mayHandBack,
    },
    () => setAsked('handBack'),
  );
  const keys = {
    accept: useBinding('escalation.accept', 'w'),
    handBack: useBinding('escalation.handBack', 'Shift+e'),
  };
  const others = [
    { answering: 'passOn', isShown: may('pass_on'), icon: <Forward className={turning} /> },
    { answering: 'solve', isShown: may('solve_hop'), icon: <CircleCheck /> },
    { answering: 'giveBack', isShown: may('unacknowledge'), icon: <Undo2 className={turning} /> },
    { answering: 'decline', isShown: may('decline'), icon: <X /> },
  ] as const;
  const mayClose = escalation.state === 'returned' && may('close_escalation');
  const hasButtons = mayClose || mayAccept || mayHandBack || others.some(({ isShown }) => isShown);
  if (!hasButtons) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {mayAccept && (
        <Button
          size="small"
          variant="primary"
          icon={<Check />}
          keys={keys.accept}
          isDisabled={climb.isBusy}
          onPress={accept}
        >
          {t('escalation.accept')}
        </Button>
      )}
      {mayHandBack && (
        <Button
          size="small"
          icon={<CornerUpLeft className={turning} />}
          keys={keys.handBack}
          onPress={() => setAsked('handBack')}
        >
          {t('escalation.handBack')}
        </Button>
      )}
      {hop !== null &&
        others.map(
          ({ answering, isShown, icon }) =>
            isShown && (
              <Button
                key={answering}
                size="small"
                variant="quiet"
                icon={icon}
                onPress={() => setAsked(answering)}
              >
                {t(`escalation.${answering}`)}
              </Button>
            ),
        )}
      {mayClose && (
        <Button size="small" icon={<Check />} onPress={() => setAsked('close')}>
          {t('escalation.close')}
        </Button>
      )}
      {asked === 'close' && (
        <CloseDialog page={page} escalation={escalation} onClose={() => setAsked(null)} />
      )}
      {asked !== null && asked !== 'close' && hop !== null && (
        <AnswerDialog page={page} hop={hop} answering={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

const turning = 'rtl:-scale-x-100';
