import {
  type BreachedCycle,
  downloadBreaches,
  listBreachedCycles,
} from '#contract/breach-report.ts';
import { urlOf } from '../../lib/api.ts';
import { useFormat } from '../../lib/format.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { usePages } from '../../lib/use-pages.ts';
import { partLooks } from './part-looks.ts';
import type { BreachAsk } from './report-search.ts';
import { linkClass, type OpenedTime } from './time-cell.tsx';

export type BreachCyclesProps = {
  readonly query: BreachAsk;
  readonly opened: OpenedTime;
  readonly onClose: () => void;
};

/** The cycles behind a figure, most of its time first, each with its ticket; and the same as a file. */
export function BreachCycles({ query, opened, onClose }: BreachCyclesProps) {
  const t = useTranslation();
  const { name, figure } = opened;
  const asked = { ...query, ...figure.filter };
  const { items, error, hasMore, more } = usePages(listBreachedCycles, asked);
  return (
    <Sheet title={name} isOpen onClose={onClose} size="large">
      <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-small text-muted">
        <span>
          {t('report.breach.count', { count: figure.cycleCount })} ·{' '}
          {t('common.count.tickets', { count: figure.ticketCount })}.{' '}
          {t('report.breach.cycles.hint')}
        </span>
        <a
          href={urlOf(downloadBreaches.url, {}, asked)}
          download="breaches.csv"
          className={linkClass}
        >
          {t('report.breach.download')}
        </a>
      </p>
      {error !== null && <Banner tone="bad">{problemText(t, error)}</Banner>}
      {items === null ? (
        <SkeletonRows count={5} rowPx={56} />
      ) : (
        <ul aria-label={name} className="m-0 flex list-none flex-col divide-y divide-line p-0">
          {items.map((cycle) => (
            <CycleRow key={`${cycle.ticketId} ${cycle.metric} ${cycle.startedAt}`} cycle={cycle} />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button className="self-center" onPress={more}>
          {t('common.loadMore')}
        </Button>
      )}
    </Sheet>
  );
}

function CycleRow({ cycle }: { readonly cycle: BreachedCycle }) {
  const t = useTranslation();
  const format = useFormat();
  const { ticketId, number, subject, metric, breachedAt, askedMs, wallMs, slices } = cycle;
  const whole = format.span(wallMs);
  return (
    <li className="flex flex-col gap-1 py-2">
      <div className="flex items-baseline justify-between gap-4">
        <TextLink href={`/inbox/all/${ticketId}`} className="min-w-0 truncate font-medium">
          <bdi>#{number}</bdi> <span dir="auto">{subject}</span>
        </TextLink>
        <span className="shrink-0 font-medium" data-tabular>
          {askedMs === wallMs
            ? whole
            : t('report.breach.cycle.of', { duration: format.span(askedMs), whole })}
        </span>
      </div>
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full">
        {slices.map((slice) => (
          <span
            key={keyOf(slice)}
            style={{ flexGrow: slice.ms }}
            className={`min-w-px basis-0 ${partLooks[slice.part]}`}
          />
        ))}
      </div>
      <p className="text-small text-muted">
        {t(`common.metric.${metric}`)} · {t('ticket.clock.breached')}{' '}
        <bdi>{format.dateTime(breachedAt)}</bdi>
      </p>
      <ul className="m-0 flex list-none flex-wrap gap-x-3 p-0 text-small text-muted">
        {slices.map((slice) => (
          <SliceWords key={keyOf(slice)} slice={slice} />
        ))}
      </ul>
    </li>
  );
}

type Slice = BreachedCycle['slices'][number];

function SliceWords({ slice }: { readonly slice: Slice }) {
  const t = useTranslation();
  const format = useFormat();
  const { part, teamName, hop, ms } = slice;
  return (
    <li className="flex items-center gap-1">
      <span aria-hidden className={`size-2 shrink-0 rounded-small ${partLooks[part]}`} />
      <bdi>{t(`report.breach.part.${part}`)}</bdi>
      {hop !== null && <bdi>· {t('report.breach.hop', { hop: String(hop) })}</bdi>}
      {teamName !== null && (
        <>
          · <bdi dir="auto">{teamName}</bdi>
        </>
      )}
      <bdi className="text-ink" data-tabular>
        {format.span(ms)}
      </bdi>
    </li>
  );
}

function keyOf({ part, teamId, hop }: Slice): string {
  return `${part} ${teamId} ${hop}`;
}
