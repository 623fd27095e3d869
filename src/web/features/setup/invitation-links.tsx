import type { SetupOutcome } from '#contract/setup.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { EntryFrame } from '../sign-in/entry-frame.tsx';

type Props = {
  readonly invitations: SetupOutcome['invitations'];
  readonly sendsMail: boolean;
  readonly onEnter: () => Promise<void>;
};

/** The links of the invitations, shown once: where no mail leaves yet, they are handed over. */
export function InvitationLinks({ invitations, sendsMail, onEnter }: Props) {
  const t = useTranslation();
  return (
    <EntryFrame
      title={t('setup.invited.title')}
      lead={t(sendsMail ? 'setup.invited.hint' : 'setup.invited.hintWithoutMail')}
      isWide
    >
      <ul className="flex flex-col divide-y divide-line rounded-card border border-line">
        {invitations.map(({ name, email, link }) => (
          <li key={email} className="flex items-center gap-3 px-3 py-2">
            <span className="flex min-w-0 grow flex-col items-start">
              <Isolate className="max-w-full truncate font-medium">{name}</Isolate>
              <Isolate className="max-w-full truncate text-small text-muted">{email}</Isolate>
            </span>
            <CopyButton text={link} label={t('setup.invited.copy', { name })} />
          </li>
        ))}
      </ul>
      <Button size="large" variant="primary" onPress={() => void onEnter()}>
        {t('setup.finish')}
      </Button>
    </EntryFrame>
  );
}
