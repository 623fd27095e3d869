import { useState } from 'react';
import type { Security } from '#contract/sign-in.ts';
import { getSecurity, removeSecondFactor, renewRecoveryCodes } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { Section } from './page-frame.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecondFactorDialog } from './second-factor-dialog.tsx';

type Open = 'setup' | 'removal' | 'renewal' | null;

export function SecondFactorSection({ security }: { readonly security: Security }) {
  const t = useTranslation();
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => setOpen(null);
  const isOn = security.hasSecondFactor;
  return (
    <>
      <Section
        title={t('security.factor')}
        hint={t(isOn ? 'security.factor.on' : 'security.factor.off')}
        action={
          isOn ? (
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone="calm">{t('common.on')}</Badge>
              <Button onPress={() => setOpen('renewal')}>{t('security.factor.renew')}</Button>
              <Button onPress={() => setOpen('removal')}>{t('security.factor.remove')}</Button>
            </div>
          ) : (
            <Button onPress={() => setOpen('setup')}>{t('security.factor.setUp')}</Button>
          )
        }
      />
      {open === 'setup' && (
        <SecondFactorDialog hasPassword={security.hasPassword} onClose={close} />
      )}
      {open === 'removal' && (
        <PasswordDialog
          title={t('security.factor.remove')}
          hint={t('security.factor.removeHint')}
          hasPassword={security.hasPassword}
          onClose={close}
          onGiven={async (password) => {
            await call(removeSecondFactor, { body: { password } });
            await refresh(getSecurity.tag);
            toast({ text: t('security.factor.removed') });
          }}
        />
      )}
      {open === 'renewal' && (
        <PasswordDialog
          title={t('security.factor.renew')}
          hint={t('security.factor.renewHint')}
          hasPassword={security.hasPassword}
          onClose={close}
          onGiven={async (password) => {
            const made = await call(renewRecoveryCodes, { body: { password } });
            setCodes(made.recoveryCodes);
          }}
        />
      )}
      <Dialog
        title={t('security.recovery')}
        isOpen={codes !== null}
        onClose={() => setCodes(null)}
        isQuestion
        actions={
          <Button variant="primary" onPress={() => setCodes(null)}>
            {t('security.recovery.kept')}
          </Button>
        }
      >
        <RecoveryCodes codes={codes ?? []} />
      </Dialog>
    </>
  );
}
