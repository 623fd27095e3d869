import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { Escalation } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { AnswerText } from './answer-text.tsx';
import { EscalationDetails } from './escalation-details.tsx';
import { HopButtons } from './hop-buttons.tsx';
import { StateLine } from './state-line.tsx';
import { openHopOf } from './words.ts';

/**
 * Where the climb of a ticket stands: who has it and since when, why, what was and what comes. It
 * stays in sight above the conversation; the details fold, and are open for whoever is to decide.
 */
export function EscalationPanel({ page }: { readonly page: TicketPage }) {
  const escalation = page.escalations.findLast(({ state }) => state !== 'closed');
  if (escalation === undefined) return null;
  return <OpenEscalation key={escalation.id} page={page} escalation={escalation} />;
}

type OpenEscalationProps = { readonly page: TicketPage; readonly escalation: Escalation };

function OpenEscalation({ page, escalation }: OpenEscalationProps) {
  const t = useTranslation();
  const id = useId();
  // The brief is what whoever is asked reads first.
  const [isOpen, setOpen] = useState(page.can.includes('acknowledge'));
  const isReturned = escalation.state === 'returned';
  return (
    <section
      aria-label={t('escalation.title')}
      className={classNames(
        'sticky top-0 z-10 mx-3 mt-1 mb-2 flex max-h-[60vh] flex-col rounded-card border bg-raised shadow-raised',
        isReturned ? 'border-calm' : 'border-line-strong',
      )}
    >
      <div className="flex shrink-0 flex-col gap-2 px-3 py-2">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StateLine page={page} escalation={escalation} />
          <Badge>{t(`escalation.reason.${escalation.reason}`)}</Badge>
          <Button
            size="small"
            variant="quiet"
            className="ms-auto"
            aria-expanded={isOpen}
            aria-controls={id}
            icon={
              <ChevronDown
                aria-hidden
                className={classNames('size-3.5 transition-transform', isOpen && 'rotate-180')}
              />
            }
            onPress={() => setOpen(!isOpen)}
          >
            {t('escalation.why')} · {t('escalation.path')}
          </Button>
        </div>
        {isReturned && <AnswerText escalation={escalation} />}
        <HopButtons page={page} escalation={escalation} hop={openHopOf(escalation)} />
      </div>
      <div
        id={id}
        hidden={!isOpen}
        tabIndex={isOpen ? 0 : undefined}
        role="region"
        aria-label={t('escalation.why')}
        className="min-h-0 overflow-y-auto border-t border-line px-3 py-2 -outline-offset-2"
      >
        <EscalationDetails page={page} escalation={escalation} />
      </div>
    </section>
  );
}
