import type { TicketPage } from '#contract/ticket-page.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { briefWords } from '../escalation/words.ts';
import type { EventEntry } from './event-entry-of.ts';

type EventDetailProps = {
  readonly entry: EventEntry;
  readonly page: TicketPage;
  readonly reasons: readonly string[];
};

/** Below an event: why it happened, the words that came with it, and the brief. */
export function EventDetail({ entry, page, reasons }: EventDetailProps) {
  const t = useTranslation();
  const { event } = entry;
  const saidIn = event.type.startsWith('clock.deadline_') ? ['reason'] : ['words', 'lesson'];
  const said = saidIn.map((name) => event.detail[name]).find(isText) ?? null;
  const conflictWords = Array.isArray(event.detail['words'])
    ? event.detail['words'].filter(isText)
    : [];
  const escalation =
    event.type === 'escalation.started'
      ? page.escalations.find((each) => each.id === event.detail['escalationId'])
      : undefined;
  if (reasons.length === 0 && said === null && !escalation && conflictWords.length === 0) {
    return null;
  }
  return (
    <div className="flex flex-col gap-1 text-small">
      {reasons.length > 0 && (
        <p className="text-pretty">
          <span className="sr-only">{t('ticket.why')}: </span>
          {reasons.join(' · ')}
        </p>
      )}
      {said !== null && (
        <blockquote
          dir="auto"
          className="m-0 border-s-2 border-line-strong ps-2 text-body whitespace-pre-wrap text-ink"
        >
          {said}
        </blockquote>
      )}
      {conflictWords.length > 0 && (
        <p>
          <bdi>{conflictWords.map((word) => `“${word}”`).join(' ')}</bdi>
        </p>
      )}
      {escalation && <Brief brief={escalation.brief} />}
    </div>
  );
}

function Brief({ brief }: { readonly brief: TicketPage['escalations'][number]['brief'] }) {
  const t = useTranslation();
  const format = useFormat();
  const parts = [
    ['ticket.brief.wants', brief.wants],
    ['ticket.brief.tried', brief.tried],
    ['ticket.brief.needed', brief.needed],
  ] as const;
  return (
    <details>
      <summary className="w-fit cursor-default rounded-small font-medium text-accent-ink">
        {t('ticket.brief')}
      </summary>
      <dl className="m-0 mt-1 flex flex-col gap-1 rounded-card bg-sunken p-2">
        {parts.map(([label, text]) => (
          <div key={label}>
            <dt className="text-muted">{t(label)}</dt>
            <dd dir="auto" className="m-0 text-body whitespace-pre-wrap text-ink">
              {briefWords(t, format, text)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
