import { CornerUpLeft, TrendingUp } from 'lucide-react';
import type { Escalation } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { momentWords } from './moment-words.ts';
import { holderWords, openHopOf } from './words.ts';

type StateLineProps = { readonly page: TicketPage; readonly escalation: Escalation };

/** Who has it, since when, and how long they still have. */
export function StateLine({ page, escalation }: StateLineProps) {
  const t = useTranslation();
  const format = useFormat();
  const nowMs = useServerNow(60_000);
  const hop = openHopOf(escalation);
  if (hop === null) {
    const { owner } = page.ticket;
    return (
      <p className="flex min-w-0 items-center gap-1.5 font-medium text-calm-ink">
        <CornerUpLeft aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
        <span className="min-w-0">
          {owner === null
            ? t('escalation.returned.nobody')
            : t('escalation.returned', { name: owner.name })}
        </span>
      </p>
    );
  }
  const isTaken = hop.acknowledgedAt !== null;
  const metric = isTaken ? 'handle' : 'acknowledge';
  const clock = page.clocks.findLast((each) => each.hopId === hop.id && each.metric === metric);
  const since = hop.acknowledgedAt ?? hop.offeredAt;
  return (
    <>
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5">
        <TrendingUp aria-hidden className="size-4 shrink-0 text-accent-ink rtl:-scale-x-100" />
        {hop.tier !== null && <TierBadge tier={hop.tier} />}
        <span className="min-w-0 font-medium wrap-anywhere">
          {t(isTaken ? 'escalation.hasIt' : 'escalation.waitsFor', {
            name: holderWords(hop, format),
          })}
        </span>
        <span className="text-small text-muted">
          {t(isTaken ? 'escalation.since' : 'escalation.asked', {
            time: momentWords(format, since, nowMs),
          })}
        </span>
      </p>
      {clock !== undefined && clock.endedAt === null && (
        <ClockChip clock={{ ...clock, dueAt: clock.breachedAt ?? clock.dueAt }} hasMetric />
      )}
    </>
  );
}
