import { Info } from 'lucide-react';
import type { Figure, FigureKey } from '#contract/report.ts';
import { definitions, type MetricSet } from '#domain/metrics/definitions.ts';
import { downloadTickets } from '#contract/report.ts';
import { urlOf } from '../../lib/api.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { figureText, ticketsHref } from './figure-text.ts';

export type DefinitionProps = { readonly figure: Figure; readonly name: string };

/** What a figure means, over what it is counted, and its tickets to open or to take along. */
export function Definition({ figure, name }: DefinitionProps) {
  const t = useTranslation();
  const format = useFormat();
  const opens = (count: number) => t('report.opens', { name, count });
  return (
    <Popover
      label={t('report.about', { name })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          label={t('report.about', { name })}
          icon={<Info />}
          className="-me-1 -mt-0.5 print:hidden"
        />
      }
    >
      <div className="flex flex-col gap-2 text-pretty">
        <h3 className="font-semibold">{name}</h3>
        <p>{t(`report.${figure.key}.definition`)}</p>
        <p className="text-muted">{t(`report.set.${setOf(figure.key)}`)}</p>
        {figure.unit === 'duration' && <Spread figure={figure} t={t} format={format} />}
        {figure.of.ticketCount > 0 && (
          <p className="flex flex-col gap-1 border-t border-line pt-2">
            <TextLink href={ticketsHref(figure.of.filter)}>{opens(figure.of.ticketCount)}</TextLink>
            <a
              href={urlOf(downloadTickets.url, {}, figure.of.filter)}
              download="tickets.csv"
              className="text-accent-ink underline decoration-transparent underline-offset-2 hover:decoration-current"
            >
              {t('report.downloadTickets')}
            </a>
          </p>
        )}
      </div>
    </Popover>
  );
}

function Spread(props: {
  readonly figure: Figure;
  readonly t: Translate;
  readonly format: Format;
}) {
  const { figure, t, format } = props;
  const say = (value: number | null) => figureText(format, 'duration', value);
  const { p90, wall } = figure;
  return (
    <p className="text-muted">
      {t('report.median')} {p90 !== null && `${t('report.p90', { value: say(p90) })}.`}{' '}
      {wall !== null && t('report.wall', { median: say(wall.median), p90: say(wall.p90) })}
    </p>
  );
}

function setOf(key: FigureKey): MetricSet {
  switch (key) {
    case 'tickets_created':
      return 'tickets_created';
    case 'tickets_solved':
      return 'tickets_solved';
    case 'tickets_escalated':
      return 'escalations_started';
    default:
      return definitions[key].set;
  }
}
