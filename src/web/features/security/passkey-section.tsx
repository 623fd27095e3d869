import { useMutation } from '@tanstack/react-query';
import { Fingerprint, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { getSecurity, type Passkey, removePasskey, type Security } from '#contract/sign-in.ts';
import { call } from '../../lib/api.ts';
import { useFormat } from '../../lib/format.ts';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { canUsePasskeys } from '../sign-in/passkey.ts';
import { NewPasskeyDialog } from './new-passkey-dialog.tsx';
import { Section } from './page-frame.tsx';

export function PasskeySection({ security }: { readonly security: Security }) {
  const t = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const removing = useMutation({
    mutationFn: (passkey: Passkey) => call(removePasskey, { params: { passkeyId: passkey.id } }),
    onSuccess: () => refresh(getSecurity.tag),
  });
  const isPossible = security.canUsePasskeys && canUsePasskeys();
  const { passkeys } = security;
  return (
    <>
      <Section
        title={t('security.passkeys')}
        hint={t(isPossible ? 'security.passkeys.hint' : 'security.passkeys.impossible')}
        action={
          isPossible && (
            <Button icon={<Fingerprint />} onPress={() => setAdding(true)}>
              {t('security.passkeys.add')}
            </Button>
          )
        }
      >
        {passkeys.length === 0 ? undefined : (
          <ul className="divide-y divide-line">
            {passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                passkey={passkey}
                onRemove={() => removing.mutate(passkey)}
              />
            ))}
          </ul>
        )}
      </Section>
      {removing.isError && <Banner tone="bad">{problemText(t, removing.error)}</Banner>}
      {isAdding && <NewPasskeyDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function PasskeyRow(props: { readonly passkey: Passkey; readonly onRemove: () => void }) {
  const t = useTranslation();
  const format = useFormat();
  const { name, createdAt, isSynced } = props.passkey;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <Fingerprint aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="flex min-w-0 grow flex-col items-start">
        <Isolate className="max-w-full truncate">{name}</Isolate>
        <span className="text-small text-muted">
          {t(isSynced ? 'security.passkeys.synced' : 'security.passkeys.bound', {
            date: format.date(createdAt),
          })}
        </span>
      </span>
      <IconButton
        label={t('security.passkeys.remove', { name })}
        icon={<Trash2 />}
        onPress={props.onRemove}
      />
    </li>
  );
}
