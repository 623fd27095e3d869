import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { classNames } from '../../lib/class-names.ts';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { CalledColleague } from './called-colleague.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { useDraftText } from './drafts.ts';
import { MentionList } from './mention-list.tsx';
import { NewerMessage } from './newer-message.tsx';
import { UploadTray } from './upload-tray.tsx';
import type { Composing } from './use-composer.ts';
import { useCalledColleagues } from './use-called-colleagues.ts';
import { useMentions } from './use-mentions.ts';
import { useSeenMessage } from './use-seen-message.ts';
import { type NextState, useSend } from './use-send.ts';
import { useUploads } from './use-uploads.ts';

type ComposerBoxProps = { readonly page: TicketPage; readonly composer: Composing };

/** The box one writes into. It grows with the text; files are dropped and pasted into it. */
export function ComposerBox({ page, composer }: ComposerBoxProps) {
  const t = useTranslation();
  const { kind, area, heardKey } = composer;
  const { ticket } = page;
  const [text, setText] = useDraftText({ ticketId: ticket.id, kind });
  const isEmpty = text.trim() === '';
  const files = useUploads({ ticketId: ticket.id, kind });
  const mentions = useMentions({ isOn: kind === 'note', text, onText: setText, area });
  const sender = useSend(page);
  // What is on its way may come back: until then nothing more counts as seen.
  const seen = useSeenMessage(page, isEmpty && !sender.isSending);
  const maySend = !isEmpty && !files.isBusy && !sender.isSending;

  const colleagues = useCalledColleagues(kind, text);
  const { held } = colleagues;

  const send = async (state: NextState | null, isAnyway = false) => {
    if (!maySend || colleagues.holdsBack(state)) return;
    const { attachments } = files;
    const lastSeenMessageId = isAnyway ? seen.newestId : seen.seenId;
    const sending = { kind, text: text.trim(), attachments, state, lastSeenMessageId };
    heardKey(true);
    files.forgetFailed();
    composer.leave();
    await sender.send(sending);
  };
  useShortcut(
    { id: 'writing.send', keys: 'Mod+Enter', label: 'ticket.key.send', scope: 'writing' },
    () => void send(null),
  );
  useShortcut(
    {
      id: 'writing.solve',
      keys: 'Mod+Shift+Enter',
      label: 'ticket.key.sendAndSolve',
      scope: 'writing',
      isOff: kind === 'note' || ticket.state === 'solved',
    },
    () => void send('solved'),
  );
  useEffect(() => () => heardKey(true), [heardKey]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return;
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) area.current?.blur();
  };
  const takeFiles = (event: ClipboardEvent | DragEvent, list: FileList) => {
    if (list.length === 0) return;
    event.preventDefault();
    files.add(list);
  };
  const isListOpen = mentions.found.length > 0;
  return (
    <div
      className="relative flex flex-col"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFiles(event, event.dataTransfer.files)}
    >
      <MentionList mentions={mentions} />
      {kind === 'public' && seen.unseen !== null && (
        <NewerMessage
          message={seen.unseen}
          isRefused={sender.isOvertaken}
          onRead={() => {
            seen.markSeen();
            sender.settle();
          }}
          onSendAnyway={() => void send(null, true)}
        />
      )}
      {held !== null && (
        <CalledColleague
          called={held.called}
          onNote={composer.makeNote}
          onSend={() => {
            colleagues.allow();
            void send(held.state);
          }}
        />
      )}
      <textarea
        ref={area}
        dir="auto"
        {...(kind === 'public' && { lang: ticket.language })}
        aria-label={t(kind === 'public' ? 'ticket.reply.label' : 'ticket.note.label')}
        aria-autocomplete={kind === 'note' ? 'list' : 'none'}
        {...(isListOpen && {
          'aria-controls': mentions.listId,
          'aria-activedescendant': mentions.optionId(mentions.chosen),
        })}
        placeholder={t(kind === 'public' ? 'ticket.reply.placeholder' : 'ticket.note.placeholder', {
          name: ticket.contact.name,
        })}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          mentions.onCaret(event.target.selectionStart);
          heardKey(event.target.value.trim() === '');
        }}
        onSelect={(event) => mentions.onCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={(event) => takeFiles(event, event.clipboardData.files)}
        className={classNames(
          'field-sizing-content max-h-[40vh] min-h-14 resize-none bg-transparent px-3 py-1.5 text-read outline-none placeholder:text-faint pointer-coarse:text-[16px]',
          kind === 'note' && 'text-note-ink placeholder:text-note-ink',
        )}
      />
      <UploadTray files={files} />
      <ComposerFoot
        kind={kind}
        state={ticket.state}
        maySend={maySend}
        onFiles={files.add}
        onSend={(state) => void send(state)}
      />
    </div>
  );
}
