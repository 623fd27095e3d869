import { ChevronUp, Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { nextStates } from '#domain/ticket/states.ts';
import type { TicketState } from '#domain/ticket/ticket.ts';
import { useBinding } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { DraftKind } from './draft-keeper.ts';
import type { NextState } from './use-send.ts';

type ComposerFootProps = {
  readonly kind: DraftKind;
  readonly state: TicketState;
  readonly maySend: boolean;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onSend: (state: NextState | null) => void;
};

/** The states a reply can carry the ticket to, in the order they are offered. */
const carried = ['pending', 'solved', 'on_hold', 'open'] as const;

/** Below the box: files, and sending with the state that follows. */
export function ComposerFoot({ kind, state, maySend, onFiles, onSend }: ComposerFootProps) {
  const t = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const sendKeys = useBinding('writing.send', 'Mod+Enter');
  const solveKeys = useBinding('writing.solve', 'Mod+Shift+Enter');
  const reachable = carried.filter((each) => nextStates(state).includes(each));
  return (
    <div className="flex items-center gap-1 px-2 pb-2">
      <IconButton
        label={t('ticket.attach')}
        icon={<Paperclip />}
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <span className="grow" />
      <Button variant="primary" keys={sendKeys} isDisabled={!maySend} onPress={() => onSend(null)}>
        {t(kind === 'public' ? 'common.send' : 'ticket.note.add')}
      </Button>
      {kind === 'public' && reachable.length > 0 && (
        <Menu
          label={t('ticket.sendAnd')}
          placement="top end"
          trigger={
            <IconButton label={t('ticket.sendAnd')} icon={<ChevronUp />} isDisabled={!maySend} />
          }
          groups={[
            {
              title: t('ticket.sendAnd'),
              actions: reachable.map((each) => ({
                id: each,
                label: t(`common.state.${each}`),
                icon: <StateMark state={each} />,
                keys: each === 'solved' ? solveKeys : null,
                run: () => onSend(each),
              })),
            },
          ]}
        />
      )}
    </div>
  );
}
