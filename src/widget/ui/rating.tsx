import { useState } from 'preact/hooks';
import type { WebchatMessage } from '#contract/webchat.ts';
import type { Chat } from './chat.ts';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly message: WebchatMessage; readonly t: Words };

const scores = [
  { score: 1, face: '😞' },
  { score: 2, face: '🙁' },
  { score: 3, face: '😐' },
  { score: 4, face: '🙂' },
  { score: 5, face: '😀' },
] as const;

/** One click says how it went; another one changes it. */
export function Rating({ chat, message, t }: Props) {
  const [hasFailed, setFailed] = useState(false);
  const given = message.survey?.score ?? null;
  const rate = (score: number): void => {
    setFailed(false);
    chat.rate(message, score).catch(() => setFailed(true));
  };
  return (
    <fieldset class="rating">
      <legend>{t('widget.rate')}</legend>
      <div>
        {scores.map(({ score, face }) => (
          <button
            key={score}
            type="button"
            aria-pressed={given === score}
            aria-label={t(`widget.rate.${score}`)}
            title={t(`widget.rate.${score}`)}
            onClick={() => rate(score)}
          >
            {face}
          </button>
        ))}
      </div>
      <p role="status" class="note">
        {hasFailed && t('widget.failed')}
        {!hasFailed && given !== null && t('widget.rate.thanks')}
      </p>
    </fieldset>
  );
}
