import { Shapes } from 'lucide-react';
import { useState } from 'react';
import { useIssueTypes } from '../../lib/use-issue-types.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { HeaderButton } from './header-button.tsx';
import type { TicketPart } from './ticket-part.ts';

/** As long as the API takes them. */
const lengthMax = 60;

/** What it is about, in the words that the matrix and the service levels ask for. */
export function IssueTypeMenu({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const known = useIssueTypes(isOpen);
  const set = (issueType: string | null) => change.change({ issueType }, { issueType });
  useShortcut(
    {
      id: 'ticket.issueType',
      keys: 't',
      label: 'ticket.key.issueType',
      scope: 'ticket',
      isOff: isDisabled,
    },
    () => setOpen(true),
  );
  const choices = known.map((issueType) => ({
    id: `type:${issueType}`,
    label: issueType,
    isChosen: issueType === ticket.issueType,
  }));
  const without = { id: 'none', label: t('ticket.issueType.none') };
  return (
    <ChoiceMenu
      label={t('ticket.key.issueType')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      lengthMax={lengthMax}
      onChoose={(id) => set(id === without.id ? null : id.slice('type:'.length))}
      own={{ say: (name) => t('ticket.issueType.own', { name }), take: set }}
      groups={[
        {
          title: t('ticket.issueType.known'),
          choices: ticket.issueType === null ? choices : [...choices, without],
        },
      ]}
      trigger={
        <HeaderButton
          icon={<Shapes aria-hidden />}
          label={t('ticket.issueType')}
          keys={useBinding('ticket.issueType', 't')}
          isDisabled={isDisabled}
        >
          {ticket.issueType === null ? (
            <span className="text-muted">{t('ticket.issueType.none')}</span>
          ) : (
            <bdi>{ticket.issueType}</bdi>
          )}
        </HeaderButton>
      }
    />
  );
}
