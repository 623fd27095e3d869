import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from './chat.ts';
import { ClipIcon, CloseIcon, SendIcon } from './icons.tsx';
import { useComposer } from './use-composer.ts';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly t: Words };

/** Where the visitor writes: Enter sends, Shift and Enter begins a line. */
export function Composer({ chat, t }: Props) {
  const composer = useComposer(chat, t);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { text, files, problem, isUploading } = composer;

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.blockSize = 'auto';
    // A visitor who comes back has it drawn in a frame that is still closed, where nothing has a size.
    const { scrollHeight } = element;
    if (scrollHeight > 0) element.style.blockSize = `${Math.min(scrollHeight, 140)}px`;
  }, [text]);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        composer.send();
        area.current?.focus();
      }}
    >
      <p role="alert" class="note wrong">
        {problem}
      </p>
      {files.length > 0 && (
        <ul class="files">
          {files.map(({ id, file, uploaded }) => (
            <li key={id} class={uploaded === null ? 'file waits' : 'file'}>
              <span dir="auto">
                {uploaded === null ? t('widget.uploading', { name: file.name }) : file.name}
              </span>
              <button
                type="button"
                class="plain"
                aria-label={t('widget.remove', { name: file.name })}
                onClick={() => composer.removeFile(id)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="write">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            composer.addFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <button
          type="button"
          class="plain"
          aria-label={t('widget.attach')}
          onClick={() => picker.current?.click()}
        >
          <ClipIcon />
        </button>
        <textarea
          ref={area}
          data-first
          rows={1}
          // Empty, it follows the page, so that its hint stands on the right side.
          dir={text === '' ? undefined : 'auto'}
          maxLength={10_000}
          value={text}
          aria-label={t('widget.message')}
          placeholder={t('widget.write')}
          onInput={({ currentTarget }) => composer.write(currentTarget.value)}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])];
            if (pasted.length > 0) composer.addFiles(pasted);
          }}
          onKeyDown={(event) => {
            // An input method takes Enter for its own: it must not send half a word.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            composer.send();
          }}
        />
        <button
          type="submit"
          class="send"
          aria-label={t('widget.send')}
          disabled={isUploading || (text.trim() === '' && files.length === 0)}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
