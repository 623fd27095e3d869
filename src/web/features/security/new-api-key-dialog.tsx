import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { createApiKey, listApiKeys } from '#contract/api-key.ts';
import { type Scope, scopes } from '#domain/people/permission.ts';
import { type Role, roles } from '#domain/people/role.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { KeySecret } from './key-secret.tsx';
import { ScopeChoice } from './scope-choice.tsx';

const lifetimes = ['30', '90', '365', 'never'] as const;
type Lifetime = (typeof lifetimes)[number];
const dayMs = 86_400_000;

/** Makes a key, and shows it once. */
export function NewApiKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  const formId = useId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [lifetime, setLifetime] = useState<Lifetime>('365');
  const [chosen, setChosen] = useState<ReadonlySet<Scope>>(new Set(['tickets:read']));
  const making = useMutation({
    mutationFn: () =>
      call(createApiKey, {
        body: { name, role, scopes: [...chosen], expiresAt: expiryOf(lifetime) },
      }),
    onSuccess: () => refresh(listApiKeys.tag),
  });
  if (making.data) return <KeySecret secret={making.data.secret} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Dialog
      title={t('security.keys.add')}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isDisabled={chosen.size === 0}
            isPending={making.isPending}
          >
            {t('common.create')}
          </Button>
        </>
      }
    >
      {making.isError && <Banner tone="bad">{problemText(t, making.error)}</Banner>}
      <form id={formId} onSubmit={submit} className="grid gap-4 desk:grid-cols-2">
        <TextField
          label={t('common.name')}
          description={t('security.keys.nameHint')}
          autoFocus
          isRequired
          maxLength={80}
          className="desk:col-span-2"
          value={name}
          onChange={setName}
        />
        <Select
          label={t('security.keys.role')}
          options={roles.map((id) => ({ id, label: t(`common.role.${id}`) }))}
          value={role}
          onChange={setRole}
        />
        <Select
          label={t('security.keys.expires')}
          options={lifetimes.map((id) => ({
            id,
            label:
              id === 'never'
                ? t('security.keys.never')
                : t('security.keys.days', { days: Number(id) }),
          }))}
          value={lifetime}
          onChange={setLifetime}
        />
        <ScopeChoice scopes={scopes} chosen={chosen} onChange={setChosen} />
      </form>
    </Dialog>
  );
}

function expiryOf(lifetime: Lifetime): string | null {
  if (lifetime === 'never') return null;
  return new Date(Date.now() + Number(lifetime) * dayMs).toISOString();
}
