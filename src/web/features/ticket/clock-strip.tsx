import type { ClockChip as Clock } from '#contract/ticket.ts';
import { only } from '../../lib/only.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ClockArithmetic } from './clock-arithmetic.tsx';

type ClockStripProps = {
  readonly ticketId: string;
  readonly clocks: readonly Clock[];
  readonly readAtMs: number;
  /** Absent for who may not set a deadline by hand. */
  readonly onDeadline?: (clock: Clock) => void;
};

/** As many as have room beside the tabs; an escalated ticket has half a dozen. */
const shownMax = { desk: 2, phone: 1 };

/** The clocks that still matter: the ones that burn first, the others behind a number. */
export function ClockStrip({ ticketId, clocks, readAtMs, onDeadline }: ClockStripProps) {
  const t = useTranslation();
  const count = useIsPhone() ? shownMax.phone : shownMax.desk;
  const open = clocks
    .filter((clock) => clock.endedAt === null && clock.fulfilledAt === null)
    .filter(({ status }) => status !== 'met' && status !== 'cancelled')
    .toSorted((a, b) => burnsAt(a) - burnsAt(b));
  if (open.length === 0) return null;
  const chips = (some: readonly Clock[]) =>
    some.map((clock) => (
      <li key={clock.id} className="flex">
        <ClockChip clock={{ ...clock, ...dueOf(clock), spentAtMs: readAtMs }} hasMetric>
          <ClockArithmetic
            ticketId={ticketId}
            clock={clock}
            readAtMs={readAtMs}
            {...only({ onDeadline })}
          />
        </ClockChip>
      </li>
    ));
  const others = open.slice(count);
  return (
    <div className="ms-auto flex max-w-full shrink-0 items-center gap-1 py-1">
      <ul
        aria-label={t('ticket.clocks')}
        className="m-0 flex min-w-0 list-none flex-wrap gap-1 p-0"
      >
        {chips(open.slice(0, count))}
      </ul>
      {others.length > 0 && (
        <Popover
          label={t('ticket.clocks')}
          placement="bottom end"
          trigger={
            <Button
              size="small"
              variant="quiet"
              aria-label={t('common.more.count', { count: others.length })}
            >
              {`+${others.length}`}
            </Button>
          }
        >
          <ul
            aria-label={t('ticket.clocks')}
            className="m-0 flex list-none flex-col items-start gap-2 p-0"
          >
            {chips(others)}
          </ul>
        </Popover>
      )}
    </div>
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
