import { Button } from 'react-aria-components/Button';
import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

const scores = [1, 2, 3, 4, 5] as const;

/** How far the mouth bends, from a frown to a smile. */
const bends = { 1: -7, 2: -3.5, 3: 0, 4: 4, 5: 7.5 } as const;
const tones = {
  1: 'bg-breached-soft text-breached-ink ring-breached',
  2: 'bg-hot-soft text-hot-ink ring-hot',
  3: 'bg-warm-soft text-warm-ink ring-warm',
  4: 'bg-calm-soft text-calm-ink ring-calm',
  5: 'bg-calm-soft text-calm-ink ring-calm',
} as const;

export type FacesProps = {
  readonly score: number | null;
  readonly onChoose: (score: number) => void;
};

/** The five answers. A press is the answer; the word of the chosen one stands under it. */
export function Faces({ score, onChoose }: FacesProps) {
  const t = useTranslation();
  return (
    <div
      role="group"
      aria-label={t('feedback.question')}
      className="mt-6 flex justify-center gap-1 desk:gap-2"
    >
      {scores.map((each) => (
        <Button
          key={each}
          aria-label={`${each}. ${t(`feedback.score.${each}`)}`}
          aria-pressed={score === each}
          onPress={() => onChoose(each)}
          className="group flex w-16 cursor-default flex-col items-center gap-1.5 rounded-card py-2 data-hovered:bg-hover desk:w-18"
        >
          <span
            className={classNames(
              'flex size-12 items-center justify-center rounded-full transition duration-100 group-data-pressed:scale-95',
              score === each ? `ring-2 ${tones[each]}` : 'bg-sunken text-muted',
              score !== null && score !== each && 'opacity-60',
            )}
          >
            <Face bend={bends[each]} />
          </span>
          <span
            className={classNames(
              'min-h-9 text-center text-small text-balance',
              score === each ? 'font-semibold text-ink' : 'text-muted',
            )}
          >
            {t(`feedback.score.${each}`)}
          </span>
        </Button>
      ))}
    </div>
  );
}

function Face({ bend }: { readonly bend: number }) {
  const mouthY = 24 - bend / 2;
  return (
    <svg aria-hidden viewBox="0 0 36 36" className="size-9" fill="none" stroke="currentColor">
      <g strokeWidth="2.6" strokeLinecap="round">
        <path d="M13 13.5v.8M23 13.5v.8" />
        <path strokeWidth="2.2" d={`M11 ${mouthY}Q18 ${mouthY + bend} 25 ${mouthY}`} />
      </g>
    </svg>
  );
}
