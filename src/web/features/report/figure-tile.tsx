import type { Figure } from '#contract/report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Definition } from './definition.tsx';
import { figureText, ticketsHref } from './figure-text.ts';
import { Trend } from './trend.tsx';

/**
 * One figure: its name with its meaning one press away, its value, how it stands to the period
 * before, and the tickets behind it.
 */
export function FigureTile({ figure }: { readonly figure: Figure }) {
  const t = useTranslation();
  const format = useFormat();
  const { unit, value, part, of } = figure;
  const name = t(`report.${figure.key}.name`);
  const opened = part ?? of;
  return (
    <li className="flex min-w-0 break-inside-avoid flex-col rounded-card border border-line bg-raised p-3 desk:p-4">
      <div className="flex items-start gap-1">
        <h2 className="min-w-0 grow text-small font-medium text-pretty text-muted">{name}</h2>
        <Definition figure={figure} name={name} />
      </div>
      <p className="mt-1 text-figure font-semibold tracking-tight" data-tabular>
        <bdi>{figureText(format, unit, value)}</bdi>
      </p>
      <Trend figure={figure} />
      <p className="mt-auto pt-2 text-small text-muted">
        {opened.ticketCount > 0 ? (
          <TextLink href={ticketsHref(opened.filter)} className="relative inline-block">
            <span className="sr-only">{`${name}: `}</span>
            {part === null
              ? t('common.count.tickets', { count: of.ticketCount })
              : t('report.outOf', { part: format.number(part.count), of: format.number(of.count) })}
            {part !== null &&
              part.count !== part.ticketCount &&
              ` · ${t('common.count.tickets', { count: part.ticketCount })}`}
          </TextLink>
        ) : of.count > 0 ? (
          t('report.outOf', { part: format.number(0), of: format.number(of.count) })
        ) : (
          t('report.nothing')
        )}
      </p>
    </li>
  );
}
