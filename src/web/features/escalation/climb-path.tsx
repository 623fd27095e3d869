import { Check, Circle, CircleDot, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Escalation, Hop } from '#contract/escalation.ts';
import { classNames } from '../../lib/class-names.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { holderWords, receiverWords, stepWords } from './words.ts';

/** The climb from below to above: steps that were, the one that is, those that would follow. */
export function ClimbPath({ escalation }: { readonly escalation: Escalation }) {
  const t = useTranslation();
  const format = useFormat();
  const [first] = escalation.hops;
  return (
    <ol className="m-0 flex list-none flex-col gap-1 p-0">
      {first?.from != null && (
        <Step stage="done" icon={<Check />} name={receiverWords(first.from, format)} />
      )}
      {escalation.hops.map((hop) => (
        <Step key={hop.id} {...stepOf(hop, { t, format })} />
      ))}
      {escalation.stepsAhead.map((step) => (
        <Step
          key={step.id}
          stage="ahead"
          icon={<Circle />}
          name={format.list(step.who.map((named) => stepWords(t, named)))}
          note={t('escalation.step.minutes', {
            duration: format.duration(step.acknowledgeMinutes * 60_000),
          })}
        />
      ))}
    </ol>
  );
}

type StepProps = {
  readonly stage: 'done' | 'now' | 'ahead';
  readonly icon: ReactNode;
  readonly name: string;
  readonly tier?: Hop['tier'];
  readonly note?: string;
  /** Why it was declined, or what was answered. */
  readonly words?: string | null;
};

function Step({ stage, icon, name, tier = null, note, words = null }: StepProps) {
  const t = useTranslation();
  return (
    <li
      aria-current={stage === 'now' ? 'step' : undefined}
      className={classNames('flex gap-1.5', stage === 'ahead' && 'text-muted')}
    >
      <span
        aria-hidden
        className={classNames(
          'mt-0.5 shrink-0 [&>svg]:size-4',
          stage === 'now' ? 'text-accent-ink' : 'text-faint',
        )}
      >
        {icon}
      </span>
      <span className="min-w-0">
        <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
          {tier !== null && <TierBadge tier={tier} />}
          <bdi className={classNames('wrap-anywhere', stage === 'now' && 'font-medium')}>
            {name}
          </bdi>
          <span className="sr-only">({t(`escalation.step.${stage}`)})</span>
          {note !== undefined && <span className="text-small text-muted">{note}</span>}
        </span>
        {words !== null && words !== '' && (
          <span dir="auto" className="line-clamp-2 text-small text-muted">
            “{words}”
          </span>
        )}
      </span>
    </li>
  );
}

function stepOf(hop: Hop, { t, format }: { t: Translate; format: Format }): StepProps {
  const common = { name: holderWords(hop, format), tier: hop.tier };
  if (hop.ending === null) return { ...common, stage: 'now', icon: <CircleDot /> };
  const isGood = hop.ending === 'solved' || hop.ending === 'handed_back';
  const end = hop.endedAt === null ? hop.offeredAt : hop.endedAt;
  const lasted = format.duration(Date.parse(end) - Date.parse(hop.offeredAt));
  return {
    ...common,
    stage: 'done',
    icon: isGood ? <Check /> : <CircleSlash />,
    note: `${t(`escalation.ending.${hop.ending}`)} · ${lasted}`,
    // The answer of a good end stands above, in full.
    words: isGood ? null : hop.words,
  };
}
