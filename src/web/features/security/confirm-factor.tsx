import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { confirmSecondFactor, getSecurity } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ownProblemText } from './own-problem-text.ts';
import { QrPicture } from './qr-picture.tsx';
import type { FactorOffer } from './second-factor-dialog.tsx';

type Props = {
  readonly offer: FactorOffer;
  readonly onClose: () => void;
  readonly onConfirmed: () => void;
};

/** The code to scan, its secret to type where nothing scans, and the first six digits back. */
export function ConfirmFactor({ offer, onClose, onConfirmed }: Props) {
  const t = useTranslation();
  const formId = useId();
  const [code, setCode] = useState('');
  const confirming = useMutation({
    mutationFn: () => call(confirmSecondFactor, { body: { code: code.replaceAll(/\D/g, '') } }),
    onSuccess: async () => {
      onConfirmed();
      await refresh(getSecurity.tag);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate();
  };
  return (
    <Dialog
      title={t('security.factor.scan')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={confirming.isPending}>
            {t('security.factor.switchOn')}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-muted">{t('security.factor.scanHint')}</p>
      <QrPicture text={offer.uri} label={t('security.factor.scan')} />
      <div className="flex items-center gap-2 rounded-control bg-sunken ps-3 pe-1">
        <span className="sr-only">{t('security.factor.secret')}</span>
        <code dir="ltr" className="min-w-0 grow py-1.5 font-mono text-small break-all">
          {offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </code>
        <CopyButton text={offer.secret} />
      </div>
      {confirming.isError && <Banner tone="bad">{ownProblemText(t, confirming.error)}</Banner>}
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t('signIn.code.label')}
          description={t('signIn.code.hint')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          isRequired
          value={code}
          onChange={setCode}
        />
      </form>
    </Dialog>
  );
}
