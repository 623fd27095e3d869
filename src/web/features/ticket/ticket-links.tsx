import type { TicketPage } from '#contract/ticket-page.ts';
import { numberText } from '../../lib/ticket-number.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { TextLink } from '../../ui/text-link.tsx';

/** The tickets this one has to do with; the one it has become part of stands out. */
export function TicketLinks({ page }: { readonly page: TicketPage }) {
  const t = useTranslation();
  const { mergedInto } = page.ticket;
  const links = page.links.filter(({ kind }) => kind !== 'merged_into');
  return (
    <>
      {mergedInto !== null && (
        <Banner
          actions={
            <TextLink look="button" href={`/inbox/all/${mergedInto.id}`}>
              {t('ticket.merged.open', { number: numberText(mergedInto.number) })}
            </TextLink>
          }
        >
          {t('ticket.merged', { number: numberText(mergedInto.number) })}
        </Banner>
      )}
      {links.length > 0 && (
        <ul
          aria-label={t('ticket.links')}
          className="m-0 flex list-none flex-wrap gap-x-3 gap-y-0.5 p-0 ps-1 text-small"
        >
          {links.map((link) => (
            <li key={`${link.kind} ${link.ticketId}`} className="flex min-w-0 items-center gap-1">
              <TextLink href={`/inbox/all/${link.ticketId}`} className="shrink-0">
                {t(`ticket.link.${link.kind}`, { number: numberText(link.number) })}
              </TextLink>
              <span className="min-w-0 max-w-48 truncate text-muted">
                <bdi>{link.subject}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
