import type { Report } from '#contract/report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ticketsHref } from './figure-text.ts';
import { ReportCard } from './report-card.tsx';

type ScoreCount = Report['scores'][number];

const words = [
  'feedback.score.1',
  'feedback.score.2',
  'feedback.score.3',
  'feedback.score.4',
  'feedback.score.5',
] as const;
const tones = ['bg-breached', 'bg-hot', 'bg-warm', 'bg-calm', 'bg-calm'] as const;

/** How many gave each of the five answers, the best first. */
export function ScoreBars({ scores }: { readonly scores: readonly ScoreCount[] }) {
  const t = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...scores.map(({ of }) => of.count));
  return (
    <ReportCard title={t('report.scores')} hint={t('report.csat.definition')}>
      <ul className="flex list-none flex-col gap-2 p-0">
        {scores.toReversed().map(({ score, of }) => (
          <li key={score} className="flex items-center gap-3">
            <span className="w-24 shrink-0 truncate">
              <bdi>{score}</bdi> {t(words[score - 1] ?? 'common.unknown')}
            </span>
            <div className="relative h-7 min-w-0 grow rounded-small bg-sunken">
              <div
                style={{ inlineSize: `${(of.count / most) * 100}%` }}
                className={`h-full rounded-small ${tones[score - 1] ?? 'bg-accent'}`}
              />
            </div>
            <span className="w-12 shrink-0 text-end font-semibold" data-tabular>
              {of.ticketCount > 0 ? (
                <TextLink href={ticketsHref(of.filter)}>{format.number(of.count)}</TextLink>
              ) : (
                <span className="text-muted">{format.number(0)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </ReportCard>
  );
}
