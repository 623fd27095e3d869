import { useState } from 'preact/hooks';
import type { WebchatMessage } from '#contract/webchat.ts';
import type { Chat } from './chat.ts';
import { Field } from './field.tsx';
import { Face } from './icons.tsx';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly message: WebchatMessage; readonly t: Words };

/** A face for each score: the curve of its mouth. */
const faces = [
  { score: 1, mouth: 'M7.5 17.5c1-3 8-3 9 0' },
  { score: 2, mouth: 'M8 16.8c1.4-1.6 6.6-1.6 8 0' },
  { score: 3, mouth: 'M8 16h8' },
  { score: 4, mouth: 'M8 15.2c1.4 1.6 6.6 1.6 8 0' },
  { score: 5, mouth: 'M7.5 14.5c1 3.6 8 3.6 9 0z' },
] as const;

/** What the server takes (`#contract/feedback.ts`). */
const commentMax = 5000;

/** One click says how it went, another one changes it; then there is room for words. */
export function Rating({ chat, message, t }: Props) {
  const [hasFailed, setFailed] = useState(false);
  const given = message.survey?.score ?? null;
  const kept = message.survey?.comment ?? '';
  const answer = (score: number, comment: string): void => {
    setFailed(false);
    chat.rate(message, { score, comment }).catch(() => setFailed(true));
  };
  return (
    <fieldset class="rating">
      <legend>{t('widget.rate')}</legend>
      <div>
        {faces.map(({ score, mouth }) => (
          <button
            key={score}
            type="button"
            aria-pressed={given === score}
            aria-label={t(`widget.rate.${score}`)}
            title={t(`widget.rate.${score}`)}
            onClick={() => answer(score, kept)}
          >
            <Face mouth={mouth} />
          </button>
        ))}
      </div>
      <p role="status" class="note">
        {hasFailed && t('widget.failed')}
        {!hasFailed && given !== null && t(kept === '' ? 'widget.rate.thanks' : 'widget.rate.kept')}
      </p>
      {given !== null && <Comment kept={kept} onSend={(comment) => answer(given, comment)} t={t} />}
    </fieldset>
  );
}

type CommentProps = {
  readonly kept: string;
  readonly onSend: (comment: string) => void;
  readonly t: Words;
};

/** What the visitor would add; the face is safe already. */
function Comment({ kept, onSend, t }: CommentProps) {
  const [text, setText] = useState(kept);
  const isChanged = text.trim() !== kept;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) onSend(text.trim());
      }}
    >
      <Field
        label={t('widget.optional', { label: t('widget.rate.comment') })}
        value={text}
        onInput={setText}
        isLong
        lengthMax={commentMax}
      />
      <button type="submit" class="main" disabled={!isChanged}>
        {t('widget.send')}
      </button>
    </form>
  );
}
