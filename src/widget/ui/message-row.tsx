import type { WebchatConfig, WebchatMessage } from '#contract/webchat.ts';
import { FileIcon } from './icons.tsx';
import { linked } from './linked.ts';
import { sayTime, type Words } from './words.ts';

type Props = {
  readonly message: WebchatMessage;
  readonly config: WebchatConfig;
  readonly t: Words;
};

/** One message: who, what, which files, when. */
export function MessageRow({ message, config, t }: Props) {
  const isOwn = message.author === 'visitor';
  const name = isOwn ? t('widget.you') : (message.name ?? config.name);
  return (
    <div class={isOwn ? 'row own' : 'row'}>
      <p class={isOwn ? 'who unseen' : 'who'} dir="auto">
        {name}
      </p>
      {message.text !== '' && <Bubble text={message.text} />}
      {message.files.map((file) => (
        <Attachment key={file.id} file={file} />
      ))}
      <p class="when">
        <time dateTime={message.at}>{sayTime(t.language, message.at, new Date())}</time>
      </p>
    </div>
  );
}

/** Words as they are: never markup. Links are cut out by us and lead away in a tab of their own. */
export function Bubble({ text }: { readonly text: string }) {
  return (
    <div class="bubble" dir="auto">
      {linked(text).map((piece, index) =>
        piece.href === null ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
          </a>
        ),
      )}
    </div>
  );
}

/** The types that the server shows and not only hands out. */
const pictures = /^image\/(?:png|jpeg|gif|webp|avif)$/;

function Attachment({ file }: { readonly file: WebchatMessage['files'][number] }) {
  const isPicture = pictures.test(file.mediaType);
  return (
    <a class={isPicture ? 'picture' : 'file'} href={file.url} target="_blank" rel="noopener">
      {isPicture ? (
        <img src={file.url} alt={file.filename} loading="lazy" />
      ) : (
        <>
          <FileIcon />
          <span dir="auto">{file.filename}</span>
        </>
      )}
    </a>
  );
}
