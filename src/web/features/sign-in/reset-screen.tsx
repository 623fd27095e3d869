import { useTranslation } from '../../lib/use-translation.tsx';
import { useAddressToken } from './address-token.ts';
import { EntryFrame } from './entry-frame.tsx';
import { AskForReset } from './ask-for-reset.tsx';
import { ChoosePassword } from './choose-password.tsx';

/** Without a link it asks for one; with the link it asks for the new password. */
export function ResetScreen() {
  const t = useTranslation();
  const token = useAddressToken();
  if (token === null) return <AskForReset />;
  return (
    <EntryFrame title={t('signIn.reset.title')}>
      <ChoosePassword token={token} />
    </EntryFrame>
  );
}
