import { type BreachReport, downloadBreaches } from '#contract/breach-report.ts';
import { urlOf } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ticketsHref } from './figure-text.ts';
import type { BreachAsk } from './report-search.ts';
import { linkClass, type OpenedTime, TimePress } from './time-cell.tsx';

export type BreachCountProps = {
  readonly report: BreachReport;
  readonly query: BreachAsk;
  readonly onOpen: (opened: OpenedTime) => void;
};

/** How many cycles there are, with their list, their tickets and their file; and those apart (C46). */
export function BreachCount({ report, query, onOpen }: BreachCountProps) {
  const t = useTranslation();
  const { cycles, apart, wall } = report;
  const others = query.endedBy === 'people' ? 'automatic' : 'people';
  const count = t('report.breach.count', { count: cycles.count });
  const tickets = t('common.count.tickets', { count: cycles.ticketCount });
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      {cycles.count > 0 && (
        <>
          <TimePress name={t('report.breach.title')} figure={wall} onOpen={onOpen}>
            <span className="font-semibold">{count}</span>
          </TimePress>
          <TextLink href={ticketsHref(cycles.filter)}>{tickets}</TextLink>
          <a
            href={urlOf(downloadBreaches.url, {}, query)}
            download="breaches.csv"
            className={`${linkClass} print:hidden`}
          >
            {t('report.breach.download')}
          </a>
        </>
      )}
      {apart.count > 0 && (
        <TextLink href={ticketsHref(apart.filter)} className="text-small">
          {t(`report.breach.apart.${others}`, { count: apart.count })}
        </TextLink>
      )}
    </div>
  );
}
