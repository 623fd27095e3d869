import { useState } from 'react';
import type { Message } from '#contract/message.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { MailFrame } from './mail-frame.tsx';
import { textPieces } from './text-pieces.ts';

/** The words of a message. What was quoted, and how the mail looked, is shown when asked for. */
export function MessageBody({ message }: { readonly message: Message }) {
  const t = useTranslation();
  const [isFull, setFull] = useState(false);
  const [isMail, setMail] = useState(false);
  const text = isFull && message.fullText !== null ? message.fullText : message.text;
  const names = message.mentions.map(({ name }) => name);
  return (
    <>
      {isMail ? (
        <MailFrame messageId={message.id} />
      ) : (
        <p className="whitespace-pre-wrap">
          {textPieces(text, names).map((piece, place) =>
            piece.kind === 'text' ? (
              piece.text
            ) : piece.kind === 'mention' ? (
              <strong key={place} className="font-semibold">
                {piece.text}
              </strong>
            ) : (
              <a
                key={place}
                href={piece.text}
                target="_blank"
                rel="noreferrer"
                dir="ltr"
                className="text-accent-ink underline underline-offset-2"
              >
                {piece.text}
              </a>
            ),
          )}
        </p>
      )}
      {(message.fullText !== null || message.hasHtml) && (
        <div className="mt-1 flex flex-wrap gap-3 text-small">
          {message.fullText !== null && !isMail && (
            <Toggle isOn={isFull} onPress={() => setFull(!isFull)}>
              {t(isFull ? 'ticket.quote.hide' : 'ticket.quote.show')}
            </Toggle>
          )}
          {message.hasHtml && (
            <Toggle isOn={isMail} onPress={() => setMail(!isMail)}>
              {t(isMail ? 'ticket.mail.text' : 'ticket.mail.show')}
            </Toggle>
          )}
        </div>
      )}
    </>
  );
}

function Toggle(props: {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-expanded={props.isOn}
      onClick={props.onPress}
      className="min-h-6 cursor-default rounded-small text-muted underline decoration-dotted underline-offset-2 hover:text-ink"
    >
      {props.children}
    </button>
  );
}
