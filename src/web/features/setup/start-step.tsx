import { Inbox, Mail, Sparkles } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ChoiceCards } from './choice-cards.tsx';
import { MailboxFields } from './mailbox-fields.tsx';
import type { Setup } from './use-setup.ts';

export function StartStep({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  const { draft, change } = setup;
  return (
    <>
      <ChoiceCards
        label={t('setup.start.title')}
        value={draft.start}
        onChange={(start) => change({ start })}
        choices={[
          {
            id: 'sample',
            title: t('setup.start.sample'),
            hint: t('setup.start.sampleHint'),
            icon: <Sparkles />,
          },
          {
            id: 'mailbox',
            title: t('setup.start.mailbox'),
            hint: t('setup.start.mailboxHint'),
            icon: <Mail />,
          },
          {
            id: 'nothing',
            title: t('setup.start.nothing'),
            hint: t('setup.start.nothingHint'),
            icon: <Inbox />,
          },
        ]}
      />
      {draft.start === 'mailbox' && (
        <MailboxFields
          mailbox={draft.mailbox}
          onChange={(part) => change({ mailbox: { ...draft.mailbox, ...part } })}
        />
      )}
    </>
  );
}
