import { useState } from 'react';
import { beginSecondFactor } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ConfirmFactor } from './confirm-factor.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export type FactorOffer = {
  readonly uri: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
};

type Props = { readonly hasPassword: boolean; readonly onClose: () => void };

/** Setting up an authenticator: the own password, the code to scan, the codes to keep. */
export function SecondFactorDialog({ hasPassword, onClose }: Props) {
  const t = useTranslation();
  const [offer, setOffer] = useState<FactorOffer | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  if (offer === null) {
    return (
      <PasswordDialog
        title={t('security.factor.setUp')}
        hint={t('security.factor.setUpHint')}
        hasPassword={hasPassword}
        onClose={onClose}
        onDone={() => undefined}
        onGiven={async (password) =>
          setOffer(await call(beginSecondFactor, { body: { password } }))
        }
      />
    );
  }
  if (!isConfirmed) {
    return <ConfirmFactor offer={offer} onClose={onClose} onConfirmed={() => setConfirmed(true)} />;
  }
  return (
    <Dialog
      title={t('security.recovery')}
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('security.recovery.kept')}
        </Button>
      }
    >
      <RecoveryCodes codes={offer.recoveryCodes} />
    </Dialog>
  );
}
