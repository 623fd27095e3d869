import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { Escalation, Hop } from '#contract/escalation.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { classNames } from '../../lib/class-names.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AnswerText } from './answer-text.tsx';
import { EscalationDetails } from './escalation-details.tsx';
import { HopButtons } from './hop-buttons.tsx';
import { StateLine } from './state-line.tsx';
import { openHopOf } from './words.ts';

/**
 * Where the climb of a ticket stands: who has it and since when, why, what was and what comes. It
 * stays in sight above the conversation; the details fold, and are open for whoever is asked.
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
  const isPhone = useIsPhone();
  // The brief is what whoever is asked reads first; a phone has no room for it beside the rest, and
  // everybody else came for the conversation below.
  const isAsked = useIsAsked(openHopOf(escalation));
  const [chosen, setOpen] = useState<boolean | null>(null);
  const isOpen = chosen ?? (!isPhone && isAsked);
  const isReturned = escalation.state === 'returned';
  return (
    <section
      aria-label={t('escalation.title')}
      className={classNames(
        'sticky top-0 z-10 mx-3 mt-1 mb-2 flex max-h-[60%] flex-col rounded-card border bg-raised shadow-raised',
        isReturned ? 'border-calm' : 'border-line-strong',
      )}
    >
      <div className="flex shrink-0 flex-col gap-2 px-3 py-2">
        <div className="flex items-start gap-2">
          <div className="flex min-h-6 min-w-0 grow flex-wrap items-center gap-x-2 gap-y-1">
            <StateLine page={page} escalation={escalation} />
            <Badge>{t(`escalation.reason.${escalation.reason}`)}</Badge>
          </div>
          <DetailsButton id={id} isOpen={isOpen} onPress={() => setOpen(!isOpen)} />
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

/** Whether this hop waits for me: by name, or for a team of mine where nobody is named. */
function useIsAsked(hop: Hop | null): boolean {
  const me = useSignedIn().agent.id;
  const { agents } = useDirectory();
  if (hop === null || hop.state !== 'offered') return false;
  const { to } = hop;
  if (to.agents.length > 0) return to.agents.some(({ id }) => id === me);
  const teamIds = agents.find(({ id }) => id === me)?.teamIds ?? [];
  return to.team !== null && teamIds.includes(to.team.id);
}

type DetailsButtonProps = {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onPress: () => void;
};

function DetailsButton({ id, isOpen, onPress }: DetailsButtonProps) {
  const t = useTranslation();
  const words = `${t('escalation.why')} · ${t('escalation.path')}`;
  const icon = (
    <ChevronDown
      aria-hidden
      className={classNames('transition-transform', isOpen && 'rotate-180')}
    />
  );
  const common = { 'aria-expanded': isOpen, 'aria-controls': id, onPress, icon };
  if (useIsPhone()) return <IconButton {...common} size="small" label={words} />;
  return (
    <Button {...common} size="small" variant="quiet" className="[&>svg]:size-3.5">
      {words}
    </Button>
  );
}
