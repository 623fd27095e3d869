import { useEffect, useRef, useState } from 'react';
import {
  declineHop,
  handBackHop,
  type Hop,
  passOnHop,
  solveHop,
  unacknowledgeHop,
} from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Target } from './target.ts';
import { TargetPicker } from './target-picker.tsx';
import { dropUnsent, keepUnsent, takeUnsent } from './unsent.ts';
import { useClimb } from './use-climb.ts';
import { useSendKey } from './use-send-key.ts';

export type Answering = 'decline' | 'giveBack' | 'handBack' | 'passOn' | 'solve';

type AnswerDialogProps = {
  readonly page: TicketPage;
  readonly hop: Hop;
  readonly answering: Answering;
  readonly onClose: () => void;
};

/**
 * The words that end a hop: a reason, an answer, a solution, or what the next one must know. Who
 * gives it back to those who were asked need not say why.
 */
export function AnswerDialog({ page, hop, answering, onClose }: AnswerDialogProps) {
  const t = useTranslation();
  const climb = useClimb();
  const key = `${hop.id} ${answering}`;
  const [words, setWords] = useState(() => takeUnsent(key, isKept)?.words ?? '');
  const [target, setTarget] = useState<Target | null>(null);
  const [isTried, setTried] = useState(false);
  const needsTarget = answering === 'passOn';
  const isMute = words.trim() === '' && answering !== 'giveBack';
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => fields.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  const write = (text: string) => {
    setWords(text);
    keepUnsent(key, { words: text });
  };
  const send = async () => {
    setTried(true);
    if (isMute || (needsTarget && target === null) || climb.isBusy) return;
    const part = { params: { ticketId: page.ticket.id, hopId: hop.id }, words, target };
    const isDone = await climb.run(
      () => answer(answering, part),
      t(`escalation.done.${answering}`),
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
      title={t(`escalation.${answering}.title`)}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            keys="Mod+Enter"
            isDisabled={climb.isBusy}
            onPress={() => void send()}
          >
            {t(`escalation.${answering}`)}
          </Button>
        </>
      }
    >
      <div ref={fields} className="flex flex-col gap-4">
        {needsTarget && (
          <TargetPicker
            label={t('escalation.passOn.to')}
            value={target}
            onChange={setTarget}
            error={isTried && target === null ? t('escalation.field.target') : null}
          />
        )}
        <TextArea
          rows={5}
          maxLength={20_000}
          label={t(`escalation.${answering}.words`)}
          description={t(`escalation.${answering}.hint`)}
          value={words}
          onChange={write}
          isOptional={answering === 'giveBack'}
          error={isTried && isMute ? t('escalation.field.words') : null}
        />
      </div>
    </Dialog>
  );
}

type Part = {
  readonly params: { readonly ticketId: string; readonly hopId: string };
  readonly words: string;
  readonly target: Target | null;
};

function answer(answering: Answering, { params, words, target }: Part): Promise<unknown> {
  const ask = { params, body: { words } };
  switch (answering) {
    case 'decline':
      return call(declineHop, ask);
    case 'giveBack':
      return call(unacknowledgeHop, ask);
    case 'handBack':
      return call(handBackHop, ask);
    case 'solve':
      return call(solveHop, ask);
    case 'passOn':
      if (target === null) throw new Error('passing on needs a target');
      return call(passOnHop, { params, body: { words, target } });
    default:
      return answering satisfies never;
  }
}

function isKept(value: unknown): value is { words: string } {
  return typeof value === 'object' && value !== null && 'words' in value;
}
