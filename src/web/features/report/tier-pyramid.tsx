import { Check, TriangleAlert } from 'lucide-react';
import type { Report } from '#contract/report.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { ticketsHref } from './figure-text.ts';
import { ReportCard } from './report-card.tsx';

type TierShare = Report['tiers'][number];

/**
 * Which tier solved what: the experts at the top, self-service at the foot, each as wide as its
 * share. The goal is a mark on the bar and words beside it.
 */
export function TierPyramid({ tiers }: { readonly tiers: readonly TierShare[] }) {
  const t = useTranslation();
  return (
    <ReportCard
      title={t('report.solved_by_tier.name')}
      hint={t('report.solved_by_tier.definition')}
    >
      <ul className="flex list-none flex-col gap-2 p-0">
        {tiers.toReversed().map((tier) => (
          <TierRow key={tier.tier} tier={tier} />
        ))}
      </ul>
    </ReportCard>
  );
}

function TierRow({ tier }: { readonly tier: TierShare }) {
  const format = useFormat();
  const { share, meetsGoal, of } = tier;
  return (
    <li className="flex items-center gap-3">
      <span className="w-7 shrink-0">
        <TierBadge tier={tier.tier} />
      </span>
      <div className="relative h-7 min-w-0 grow rounded-small bg-sunken">
        <div
          style={{ inlineSize: `${(share ?? 0) * 100}%` }}
          className={classNames(
            'absolute inset-y-0 start-1/2 -translate-x-1/2 rounded-small rtl:translate-x-1/2',
            meetsGoal === false ? 'bg-warm' : 'bg-accent',
          )}
        />
      </div>
      <div className="w-34 shrink-0 text-small leading-4">
        {of.ticketCount > 0 ? (
          <TextLink href={ticketsHref(of.filter)} className="font-semibold">
            {format.percent(share ?? 0)} · {format.number(of.count)}
          </TextLink>
        ) : (
          <span className="text-muted">{format.percent(0)}</span>
        )}
        <Goal tier={tier} />
      </div>
    </li>
  );
}

function Goal({ tier }: { readonly tier: TierShare }) {
  const t = useTranslation();
  const format = useFormat();
  const { goal, meetsGoal } = tier;
  if (goal === null) return null;
  const words =
    goal.least === null
      ? t('report.goal.most', { value: format.percent(goal.most ?? 1) })
      : t('report.goal.least', { value: format.percent(goal.least) });
  const Icon = meetsGoal === false ? TriangleAlert : Check;
  return (
    <span
      className={classNames(
        'relative flex items-center gap-1 text-tiny',
        meetsGoal === null ? 'text-muted' : meetsGoal ? 'text-calm-ink' : 'text-warm-ink',
      )}
    >
      {meetsGoal !== null && <Icon aria-hidden className="size-3 shrink-0" />}
      {words}
      {meetsGoal !== null && (
        <span className="sr-only">{t(meetsGoal ? 'report.goal.met' : 'report.goal.missed')}</span>
      )}
    </span>
  );
}
