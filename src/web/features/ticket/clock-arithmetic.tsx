import type { ClockChip as Clock } from '#contract/ticket.ts';
import { spentShareAt } from '../../lib/heat.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ClockSum } from './clock-sum.tsx';

type ClockArithmeticProps = {
  readonly ticketId: string;
  readonly clock: Clock;
  readonly readAtMs: number;
  readonly onDeadline?: (clock: Clock) => void;
};

/** How a clock comes to its time: from when, until when, and how much is gone. */
export function ClockArithmetic({ ticketId, clock, readAtMs, onDeadline }: ClockArithmeticProps) {
  const t = useTranslation();
  const format = useFormat();
  const nowMs = useServerNow(5000);
  const share =
    clock.status === 'breached' ? 1 : spentShareAt({ ...clock, spentAtMs: readAtMs }, nowMs);
  const moments = [
    ['ticket.clock.started', clock.startedAt],
    ['ticket.clock.due', clock.dueAt],
    ['ticket.clock.breached', clock.breachedAt],
    ['ticket.clock.fulfilled', clock.fulfilledAt],
  ] as const;
  return (
    <div className="flex w-72 flex-col gap-2">
      <p className="font-medium">{t(`common.metric.${clock.metric}`)}</p>
      <ProgressBar
        label={t('ticket.clock.spent')}
        share={Math.min(1, share)}
        figures={format.percent(Math.min(1, share))}
      />
      <dl className="m-0 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-small">
        <dt className="text-muted">{t('ticket.clock.status')}</dt>
        <dd className="m-0">{t(`ticket.clock.is.${clock.status}`)}</dd>
        {moments.map(([label, at]) =>
          at === null ? null : (
            <div key={label} className="contents">
              <dt className="text-muted">{t(label)}</dt>
              <dd className="m-0">
                {format.dateTime(at)}{' '}
                <span className="text-faint">({format.relative(at, nowMs)})</span>
              </dd>
            </div>
          ),
        )}
      </dl>
      {clock.status === 'paused' && (
        <p className="text-small text-pretty text-muted">{t('ticket.clock.paused.hint')}</p>
      )}
      <ClockSum ticketId={ticketId} clockId={clock.id} />
      {onDeadline !== undefined && clock.status !== 'paused' && (
        <Button size="small" slot="close" className="self-start" onPress={() => onDeadline(clock)}>
          {t(clock.isSetByHand ? 'ticket.deadline.change' : 'ticket.deadline.set')}
        </Button>
      )}
    </div>
  );
}
