import type { Outgoing } from './chat.ts';
import { FileIcon } from './icons.tsx';
import { Bubble } from './message-row.tsx';
import type { Words } from './words.ts';

type Props = {
  readonly message: Outgoing;
  readonly t: Words;
  readonly onRetry: () => void;
};

/** A message that is on its way, or could not go. */
export function OutgoingRow({ message, t, onRetry }: Props) {
  const isFailed = message.state === 'failed';
  return (
    <div class="row own pending">
      <p class="who unseen">{t('widget.you')}</p>
      {message.text !== '' && <Bubble text={message.text} />}
      {message.files.map((file) => (
        <span key={file.token} class="file">
          <FileIcon />
          <span dir="auto">{file.filename}</span>
        </span>
      ))}
      <p class={isFailed ? 'when wrong' : 'when'}>
        {isFailed ? t('widget.notSent') : t('widget.sending')}
        {isFailed && (
          <button type="button" class="quiet" onClick={onRetry}>
            {t('widget.retry')}
          </button>
        )}
      </p>
    </div>
  );
}
