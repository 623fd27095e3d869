import type { ClockChip as Clock } from '#contract/ticket.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { ClockArithmetic } from './clock-arithmetic.tsx';

type ClockStripProps = {
  readonly ticketId: string;
  readonly clocks: readonly Clock[];
  readonly readAtMs: number;
};

/** The clocks that still matter, the one that burns first before the others. */
export function ClockStrip({ ticketId, clocks, readAtMs }: ClockStripProps) {
  const t = useTranslation();
  const open = clocks
    .filter((clock) => clock.endedAt === null && clock.fulfilledAt === null)
    .filter(({ status }) => status !== 'met' && status !== 'cancelled')
    .toSorted((a, b) => burnsAt(a) - burnsAt(b));
  if (open.length === 0) return null;
  return (
    <ul
      aria-label={t('ticket.clocks')}
      className="m-0 ms-auto flex min-w-0 list-none flex-wrap justify-end gap-1 p-0"
    >
      {open.map((clock) => (
        <li key={clock.id}>
          <ClockChip clock={{ ...clock, ...dueOf(clock), spentAtMs: readAtMs }} hasMetric>
            <ClockArithmetic ticketId={ticketId} clock={clock} readAtMs={readAtMs} />
          </ClockChip>
        </li>
      ))}
    </ul>
  );
}

/** A breached clock counts from its breach, whether or not it still has a deadline. */
function dueOf(clock: Clock): Pick<Clock, 'dueAt'> {
  return { dueAt: clock.breachedAt ?? clock.dueAt };
}

function burnsAt(clock: Clock): number {
  const moment = clock.breachedAt ?? clock.dueAt;
  return moment === null ? Number.MAX_SAFE_INTEGER : Date.parse(moment);
}
